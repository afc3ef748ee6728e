// Edits one after the other as edits of the text that came first: each round's places are those of the text that the rounds
// before it left.
import type { TextEdit } from '../../../diagnostic.ts';

type Piece =
  /** A part of the first text. */
  | { readonly kind: 'kept'; readonly start: number; readonly end: number }
  | { readonly kind: 'written'; readonly text: string };

export class SuccessiveEdits {
  private readonly first: string;
  /** Together the text as it is now. */
  private pieces: readonly Piece[];

  constructor(text: string) {
    this.first = text;
    this.pieces = [{ kind: 'kept', start: 0, end: text.length }];
  }

  get text(): string {
    return this.pieces.map(piece => this.textOf(piece)).join('');
  }

  /** Edits the text as it is now. The edits are in the order of their places and do not overlap. */
  apply(edits: readonly TextEdit[]): void {
    const out: Piece[] = [];
    const waiting = this.pieces.values();
    let piece = waiting.next().value;
    let at = 0;
    /** Takes the text up to a place over, or leaves it out. */
    const advance = (to: number, keep: boolean): void => {
      while (piece !== undefined && at < to) {
        const length = lengthOf(piece);
        const taken = Math.min(length, to - at);
        if (keep) out.push(part(piece, 0, taken));
        at += taken;
        piece = taken < length ? part(piece, taken, length) : waiting.next().value;
      }
    };
    for (const { span, text } of edits) {
      advance(span.start, true);
      if (text !== '') out.push({ kind: 'written', text });
      advance(span.end, false);
    }
    advance(Number.POSITIVE_INFINITY, true);
    this.pieces = out;
  }

  /** All rounds as edits of the first text: in order, apart from each other, and none that changes nothing. */
  edits(): TextEdit[] {
    const out: TextEdit[] = [];
    let at = 0;
    let text = '';
    const close = (start: number): void => {
      if (text !== this.first.slice(at, start)) out.push({ span: { start: at, end: start }, text });
      text = '';
    };
    for (const piece of this.pieces) {
      if (piece.kind === 'written') text += piece.text;
      else {
        close(piece.start);
        at = piece.end;
      }
    }
    close(this.first.length);
    return out;
  }

  private textOf(piece: Piece): string {
    return piece.kind === 'written' ? piece.text : this.first.slice(piece.start, piece.end);
  }
}

function lengthOf(piece: Piece): number {
  return piece.kind === 'written' ? piece.text.length : piece.end - piece.start;
}

function part(piece: Piece, start: number, end: number): Piece {
  return piece.kind === 'written'
    ? { kind: 'written', text: piece.text.slice(start, end) }
    : { kind: 'kept', start: piece.start + start, end: piece.start + end };
}
