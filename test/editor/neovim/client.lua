-- A Neovim that uses the language server as any user's would: opens a program, waits for diagnostics, edits, hovers.
-- Leaves what it saw as JSON in $PAT_NVIM_RESULT; the expectations are in neovim.test.ts. Neovim 0.7 and later.
local result = { steps = {} }

local function finish()
  local file = assert(io.open(os.getenv('PAT_NVIM_RESULT'), 'w'))
  file:write(vim.json.encode(result))
  file:close()
  vim.cmd('qall!')
end

local function diagnostics(buffer)
  local shown = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(shown, {
      line = d.lnum + 1,
      startByte = d.col,
      endByte = d.end_col,
      severity = d.severity,
      message = d.message,
      code = d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code),
      text = vim.api.nvim_buf_get_lines(buffer, d.lnum, d.lnum + 1, false)[1]:sub(d.col + 1, d.end_col),
    })
  end
  return shown
end

local ok, fault = xpcall(function()
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('PAT_NVIM_FILE')))
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo[buffer].filetype = 'pat'

  local published = 0
  local show = vim.lsp.handlers['textDocument/publishDiagnostics']
  vim.lsp.handlers['textDocument/publishDiagnostics'] = function(...)
    published = published + 1
    return show(...)
  end

  local client = vim.lsp.start_client({
    name = 'pat',
    cmd = { os.getenv('PAT_NVIM_NODE'), os.getenv('PAT_NVIM_CLI'), 'serve', '--stdio' },
    root_dir = vim.fn.getcwd(),
    on_exit = function(code, signal)
      result.exit = { code = code, signal = signal }
    end,
  })
  assert(client, 'the client did not start')
  vim.lsp.buf_attach_client(buffer, client)

  -- Waits until diagnostics were published since `before` and the condition holds; says how that went.
  local function step(name, before, condition)
    local came = vim.wait(15000, function()
      return published > before and condition(vim.diagnostic.get(buffer))
    end, 10)
    result.steps[name] = { came = came, diagnostics = diagnostics(buffer) }
  end
  local function some(found) return #found > 0 end
  local function none(found) return #found == 0 end

  step('opened', 0, none)

  -- A mistake: an unbound name behind a character outside the basic plane, where UTF-16 and bytes differ.
  local last = vim.api.nvim_buf_line_count(buffer)
  local good = vim.api.nvim_buf_get_lines(buffer, last - 1, last, false)
  local before = published
  vim.api.nvim_buf_set_lines(buffer, last - 1, last, false, { 'print(concat("😀", missing))' })
  step('broken', before, some)

  before = published
  vim.api.nvim_buf_set_lines(buffer, last - 1, last, false, good)
  step('mended', before, none)

  local function hover(line, character)
    local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/hover', {
      textDocument = vim.lsp.util.make_text_document_params(buffer),
      position = { line = line - 1, character = character - 1 },
    }, 15000)
    local answer = answers and answers[client]
    assert(answer and answer.result, 'hover gave nothing: ' .. vim.inspect(answers))
    return table.concat(vim.lsp.util.convert_input_to_markdown_lines(answer.result.contents), '\n')
  end
  result.hover = hover(5, 3)

  local symbols = vim.lsp.buf_request_sync(buffer, 'textDocument/documentSymbol', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
  }, 15000)
  result.symbols = vim.tbl_map(function(symbol) return symbol.name end, symbols[client].result)

  vim.lsp.stop_client(client)
  vim.wait(10000, function() return result.exit ~= nil end, 10)
end, debug.traceback)

if not ok then result.fault = fault end
finish()
