-- A user's Neovim with the configuration of docs/editors.md, in a terminal in which keys are typed: typing.test.ts.
-- Touches $PAT_READY when it may begin. In insert mode Ctrl+Q writes down the buffer's text and what the server calls the
-- text that it has; Ctrl+S leaves all that, and how many changes each message had, as JSON in $PAT_RESULT.
-- Neovim 0.7 and later.
local result = { checks = {}, messages = {} }

local function write(name, text)
  local file = assert(io.open(os.getenv(name), 'w'))
  file:write(text)
  file:close()
end

-- What the documented configuration has of later versions.
local started
local start = vim.lsp.start or function(config)
  local client = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(vim.api.nvim_get_current_buf(), client)
  return client
end
vim.lsp.start = function(...)
  started = start(...)
  return started
end

vim.cmd('luafile ' .. vim.fn.fnameescape(os.getenv('PAT_CONFIGURATION')))
vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('PAT_PROGRAM')))
local buffer = vim.api.nvim_get_current_buf()

local function check()
  local answer = vim.lsp.buf_request_sync(buffer, 'textDocument/diagnostic', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
  }, 15000)
  local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') .. '\n'
  table.insert(result.checks, { text = text, id = answer[started].result.resultId })
end

local function leave()
  write('PAT_RESULT', vim.json.encode(result))
  vim.cmd('qall!')
end

vim.keymap.set('i', '<C-q>', check)
vim.keymap.set('i', '<C-s>', leave)

local function begin()
  local client = started and vim.lsp.get_client_by_id(started)
  if not (client and client.initialized) then return vim.defer_fn(begin, 100) end
  local notify = client.notify
  client.notify = function(first, ...)
    -- Since 0.11 it is a method.
    local method, params = first, ...
    if type(first) == 'table' then method, params = ... end
    if method == 'textDocument/didChange' then table.insert(result.messages, #params.contentChanges) end
    return notify(first, ...)
  end
  vim.cmd('normal! G$')
  vim.cmd('startinsert!')
  write('PAT_READY', '')
end
begin()
