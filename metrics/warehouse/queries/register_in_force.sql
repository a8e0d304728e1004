SELECT newest.2
{{register_newest}}
