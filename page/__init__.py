"""What the page shows; app.py at the top level wires it to Gradio."""
