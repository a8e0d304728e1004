DESCRIBE TABLE (
{{query}}
)
