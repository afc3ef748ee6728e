;;; A user's Emacs with the configuration of docs/editors.md, in a terminal in which keys are typed: typing.test.ts.  -*- lexical-binding: t -*-
;;; Touches $PAT_READY when it may begin. `C-c c' writes down the buffer's text and what the server calls the text that it
;;; has; `C-c q' leaves all that, and how many changes each message had, as JSON in $PAT_RESULT.

;; A home that is new has nothing compiled, which would take the processor from what is tested.
(setq native-comp-deferred-compilation nil native-comp-jit-compilation nil)

(require 'package)
(package-initialize)
(require 'json)
(require 'eglot)

(defvar typing-checks '())
(defvar typing-messages '())

(defun typing-check ()
  (interactive)
  ;; What Eglot does before each of its requests, and when Emacs is idle.
  (eglot--signal-textDocument/didChange)
  (let ((report (jsonrpc-request (eglot-current-server) :textDocument/diagnostic
                                 (list :textDocument (eglot--TextDocumentIdentifier)))))
    (push `((text . ,(buffer-substring-no-properties (point-min) (point-max)))
            (id . ,(plist-get report :resultId)))
          typing-checks)))

(defun typing-leave ()
  (interactive)
  (with-temp-file (getenv "PAT_RESULT")
    (insert (json-encode `((checks . ,(vconcat (reverse typing-checks)))
                           (messages . ,(vconcat (reverse typing-messages)))))))
  (set-buffer-modified-p nil)
  (kill-emacs))

(defun typing-begin (timer)
  (when (eglot-current-server)
    (cancel-timer timer)
    (advice-add 'jsonrpc-notify :before
                (lambda (_server method params)
                  (when (eq method :textDocument/didChange)
                    (push (length (plist-get params :contentChanges)) typing-messages))))
    (write-region "" nil (getenv "PAT_READY"))))

;; Eglot 1.9 never comes back from a diagnostic about an older text when its place is now inside a character that UTF-16
;; writes with two units.
(cl-defmethod eglot-handle-notification (_server (_method (eql textDocument/publishDiagnostics)) &rest _))

(load (getenv "PAT_CONFIGURATION") nil t t)
;; At an error, such as the end of the buffer, Emacs would throw away what was typed ahead.
(setq inhibit-startup-screen t command-error-function #'ignore eglot-sync-connect 15)
;; Brackets close themselves: some keys are several changes.
(electric-pair-mode 1)
(global-set-key (kbd "C-c c") #'typing-check)
(global-set-key (kbd "C-c q") #'typing-leave)
(find-file (getenv "PAT_PROGRAM"))
(goto-char (point-max))
(letrec ((timer (run-with-timer 0.1 0.1 (lambda () (typing-begin timer))))))
