-- A user's Neovim with the configuration of docs/editors.md: opens a program, waits for diagnostics, edits, points,
-- jumps, renames, formats. Leaves what it saw as JSON in $PAT_RESULT; the expectations are in neovim.test.ts.
-- Neovim 0.7 and later.
local result = { steps = {} }

local function finish()
  local file = assert(io.open(os.getenv('PAT_RESULT'), 'w'))
  file:write(vim.json.encode(result))
  file:close()
  vim.cmd('qall!')
end

-- What the documented configuration has of later versions.
local started
local start = vim.lsp.start or function(config)
  local client = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(vim.api.nvim_get_current_buf(), client)
  return client
end
vim.lsp.start = function(config, ...)
  config.on_exit = function(code, signal)
    result.exit = { code = code, signal = signal }
  end
  started = start(config, ...)
  return started
end
local function format()
  if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 15000 }) else vim.lsp.buf.formatting_sync({}, 15000) end
end

local function diagnostics(buffer)
  local shown = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(shown, {
      line = d.lnum + 1,
      severity = d.severity,
      message = d.message,
      code = d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code),
      text = vim.api.nvim_buf_get_lines(buffer, d.lnum, d.lnum + 1, false)[1]:sub(d.col + 1, d.end_col),
    })
  end
  return shown
end

local ok, fault = xpcall(function()
  vim.cmd('luafile ' .. vim.fn.fnameescape(os.getenv('PAT_CONFIGURATION')))
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('PAT_PROGRAM')))
  local buffer = vim.api.nvim_get_current_buf()
  result.filetype = vim.bo[buffer].filetype
  assert(started, 'the configuration started no client')

  local function text()
    return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') .. '\n'
  end
  local function await(what, holds)
    assert(vim.wait(15000, holds, 10), 'waited in vain for ' .. what)
  end
  -- Waits until the condition holds of the diagnostics, and says how that went.
  local function step(name, condition)
    local came = vim.wait(15000, function() return condition(vim.diagnostic.get(buffer)) end, 10)
    result.steps[name] = { came = came, diagnostics = diagnostics(buffer) }
  end
  local function some(found) return #found > 0 end
  local function none(found) return #found == 0 end
  -- Puts the cursor at the first place of a text; lines and columns as Neovim counts them.
  local function go_to(part)
    for i, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
      local at = line:find(part, 1, true)
      if at then
        vim.api.nvim_win_set_cursor(0, { i, at - 1 })
        return
      end
    end
    error('the program does not hold ' .. part)
  end
  local function press(keys)
    vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'mx', false)
  end

  await('the server', function()
    local client = vim.lsp.get_client_by_id(started)
    return client and client.initialized
  end)

  -- A mistake: an unbound name behind a character outside the basic plane, where UTF-16 and bytes differ.
  local last = vim.api.nvim_buf_line_count(buffer)
  local good = vim.api.nvim_buf_get_lines(buffer, last - 1, last, false)
  vim.api.nvim_buf_set_lines(buffer, last - 1, last, false, { 'print(concat("😀", missing))' })
  step('broken', some)
  vim.api.nvim_buf_set_lines(buffer, last - 1, last, false, good)
  step('mended', none)

  go_to('f ! Put')
  press('K')
  local function float()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
    end
  end
  await('the hover', float)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float()), 0, -1, false)
  result.hover = table.concat(lines, '\n')
  vim.api.nvim_win_close(float(), true)

  go_to('put(f) }')
  press('gd')
  await('the definition', function() return vim.api.nvim_win_get_cursor(0)[1] ~= 10 end)
  result.definition = vim.api.nvim_win_get_cursor(0)

  go_to('put(f) }')
  local before = text()
  vim.lsp.buf.rename('fill')
  await('the new name', function() return text() ~= before end)
  result.renamed = text()
  vim.lsp.buf.rename('put')
  await('the old name', function() return text() == before end)

  go_to('f ! Put')
  press('i   <Esc>')
  format()
  result.formatted = text()

  local symbols = vim.lsp.buf_request_sync(buffer, 'textDocument/documentSymbol', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
  }, 15000)
  result.symbols = vim.tbl_map(function(symbol) return symbol.name end, symbols[started].result)

  vim.lsp.stop_client(started)
  vim.wait(10000, function() return result.exit ~= nil end, 10)
end, debug.traceback)

if not ok then result.fault = fault end
finish()
