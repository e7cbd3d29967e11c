raise ImportError("this is the bot's package of types, and Python wanted its own")
