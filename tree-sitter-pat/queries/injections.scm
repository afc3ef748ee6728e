; TODO and FIXME in comments, for editors that have the `comment` grammar.
((comment) @injection.content
  (#set! injection.language "comment"))
