raise ImportError("this is the bot's signal, and Python wanted its own")
