// What a mailbox type means, in one line: "send-only; exactly one `Put` must be sent".

import { partsOf } from '../types/operations.ts';
import { type Pattern, substitute, variablesOf } from '../types/pattern.ts';
import { describePattern, type Values } from '../types/show.ts';
import type { Capability, MailboxType, Type } from '../types/type.ts';

/** One line on a mailbox type, or on the mailboxes that data holds; undefined when there is nothing to add. */
export function meaningOf(type: Type, values: Values): string | undefined {
  if (type.kind === 'mailbox') return mailboxMeaning(type, values);
  if (type.kind === 'function' && type.linear) {
    const received = 'it was received, so it is called in a process of its own (`spawn`), or sent on';
    return `linear function: must be called exactly once${type.usage === 'U' ? `; ${received}` : ''}`;
  }
  const parts = partsOf(type).map(part => meaningOf(part, values));
  const said = parts.filter(part => part !== undefined);
  if (said.length === 0) return undefined;
  return type.kind === 'list' ? `each element: ${said[0]}` : said.join('; ');
}

function mailboxMeaning(type: MailboxType, values: Values): string {
  const pattern = substitute(type.pattern, values);
  const usage =
    type.usage === 'R'
      ? 'first-class (may be returned or stored)'
      : 'second-class (may be used and passed on, not returned or stored)';
  if (variablesOf(pattern).size > 0 || (pattern.kind === 'zero' && pattern !== type.pattern)) {
    return `${type.capability === '!' ? 'send-only' : 'receive'}; the pattern is not known yet; ${usage}`;
  }
  return `${patternMeaning(type.capability, pattern)}; ${usage}`;
}

/** What a closed pattern means after `!` or `?`: "send-only; exactly one `Put` must be sent". */
export function patternMeaning(capability: Capability, pattern: Pattern): string {
  return capability === '!' ? sendMeaning(pattern) : receiveMeaning(pattern);
}

function sendMeaning(pattern: Pattern): string {
  if (pattern.kind === 'one') return 'send-only; nothing may be sent';
  if (pattern.kind === 'zero') return 'send-only; no way of using it is known';
  if (pattern.kind === 'star') return `send-only; ${describePattern(pattern)} may be sent`;
  return `send-only; ${describePattern(pattern)} must be sent`;
}

function receiveMeaning(pattern: Pattern): string {
  if (pattern.kind === 'one') return 'receive; holds no message';
  if (pattern.kind === 'zero') return 'receive; nothing that ever gets here';
  return `receive; holds ${describePattern(pattern)}`;
}
