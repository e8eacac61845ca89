"""The gazetteer over HTTP: a thin layer of parameters, errors and headers over the library's public door."""
