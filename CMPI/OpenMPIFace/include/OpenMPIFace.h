// A face exports one symbol, which is looked up by name.
