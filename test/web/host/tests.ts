// Tests inside the extension host of a browser that are about being there.
import assert from 'node:assert/strict';
import {
  edit,
  type HostTest,
  openText,
  rangeOf,
  untilChecked,
  untilErrors,
} from '../../editor/host/support.ts';
import { future } from '../../editor/programs.ts';

export const webTests: readonly HostTest[] = [
  {
    name: 'starts a new worker on Restart Server, which checks what is open',
    run: async code => {
      const document = await openText(code, future);
      await edit(code, document, 'Putt(42)', rangeOf(code, document, 'Put(42)'));
      await untilErrors(code, document, found => found.length > 0, 'an error');
      await code.commands.executeCommand('pat.restartServer');
      await edit(code, document, 'Put(42)', rangeOf(code, document, 'Putt(42)'));
      await untilErrors(code, document, found => found.length === 0, 'no error from the new server');
      await untilChecked(code, document);
    },
  },
  {
    name: 'reads a file of a virtual folder, with its mistakes',
    run: async code => {
      const [file] = await code.workspace.findFiles('broken.pat');
      assert.ok(file, 'the workspace has no broken.pat');
      assert.notEqual(file.scheme, 'file');
      const document = await code.workspace.openTextDocument(file);
      await code.window.showTextDocument(document);
      const [mistake] = await untilErrors(code, document, found => found.length > 0, 'an error');
      assert.equal(document.getText(mistake?.range), 'Putt');
    },
  },
];
