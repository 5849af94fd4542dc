"""The library for programs that speak the Model Context Protocol: its tools, its resources, its transports."""
