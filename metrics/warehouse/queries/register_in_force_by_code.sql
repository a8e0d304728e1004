SELECT code, newest.2
{{register_newest}}
