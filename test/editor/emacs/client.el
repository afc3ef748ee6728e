;;; A user's Emacs with the configuration of docs/editors.md: opens a program, waits for diagnostics, edits, points,  -*- lexical-binding: t -*-
;;; jumps, renames, formats. Leaves what it saw as JSON in $PAT_RESULT; the expectations are in emacs.test.ts.

(require 'package)
(package-initialize)
(require 'json)
(require 'eglot)

(defvar seen '() "What was seen: an alist for JSON.")
(defun see (name value) (push (cons name value) seen))

(defun leave ()
  (with-temp-file (getenv "PAT_RESULT")
    (insert (json-encode (reverse seen)))))

(defun await (what holds)
  "Wait until HOLDS gives non-nil, and return that; signal an error that names WHAT after fifteen seconds."
  (let ((end (+ (float-time) 15)) value)
    (while (and (not (setq value (funcall holds))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (or value (error "Waited in vain for %s" what))))

(defun diagnostics ()
  (vconcat
   (mapcar (lambda (d)
             `((line . ,(line-number-at-pos (flymake-diagnostic-beg d)))
               (text . ,(buffer-substring-no-properties (flymake-diagnostic-beg d) (flymake-diagnostic-end d)))
               (type . ,(format "%s" (flymake-diagnostic-type d)))
               (message . ,(flymake-diagnostic-text d))))
           (flymake-diagnostics))))

(defun checked (what holds)
  "Let Flymake look until HOLDS of the diagnostics, and see them."
  (eglot--signal-textDocument/didChange)
  (unwind-protect
      (await what (lambda () (flymake-start) (funcall holds (flymake-diagnostics))))
    (see what (diagnostics))))

(defun go-to (text)
  "Put point at the first occurrence of TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(condition-case fault
    (progn
      (load (getenv "PAT_CONFIGURATION") nil t t)
      (setq eglot-sync-connect 15 flymake-no-changes-timeout 0.01)
      (find-file (getenv "PAT_PROGRAM"))
      ;; What the command loop would do: `eglot-ensure' connects after the command.
      (run-hooks 'post-command-hook)
      (see 'mode (format "%s" major-mode))
      (await "the server" #'eglot-current-server)
      (flymake-mode 1)
      (checked 'opened #'null)

      (goto-char (point-max))
      (insert "; print(concat(\"😀\", missing))\n")
      (checked 'broken #'identity)
      (delete-region (line-beginning-position 0) (point-max))
      (checked 'mended #'null)

      (go-to "f ! Put")
      (see 'hover
           (let (said)
             (run-hook-wrapped 'eldoc-documentation-functions
                               (lambda (f) (funcall f (lambda (text &rest _) (push (format "%s" text) said))) nil))
             (await "a hover" (lambda () (seq-find (lambda (s) (string-match-p "Future" s)) said)))))

      (go-to "put(f) }")
      (call-interactively #'xref-find-definitions)
      (see 'definition (line-number-at-pos))

      (go-to "put(f) }")
      (eglot-rename "fill")
      (see 'renamed (buffer-substring-no-properties (point-min) (point-max)))
      ;; Eglot sends changes when Emacs is idle, which it never is in batch mode.
      (eglot--signal-textDocument/didChange)
      (eglot-rename "put")

      (go-to "f ! Put")
      (insert "   ")
      (eglot--signal-textDocument/didChange)
      (eglot-format-buffer)
      (see 'formatted (buffer-substring-no-properties (point-min) (point-max)))

      ;; The indentation is the mode's own.
      (indent-region (point-min) (point-max))
      (see 'indented (buffer-substring-no-properties (point-min) (point-max)))
      (set-buffer-modified-p nil)
      (let ((process (jsonrpc--process (eglot-current-server))))
        (eglot-shutdown (eglot-current-server))
        (see 'ended (if (process-live-p process) json-false t))))
  (error (see 'fault (error-message-string fault))))
(leave)
