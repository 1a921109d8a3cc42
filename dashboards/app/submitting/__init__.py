"""Parts of page 9, "Nộp biểu": uploads, their check, submission, and the queues."""
