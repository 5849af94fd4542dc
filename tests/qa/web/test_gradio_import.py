"""Starting the page leaves the installed Gradio as it is."""

import subprocess
import sys


def test_gradio_renders_no_interface_files() -> None:
    code = (
        "import article_qa.qa.web.gradio_import, sys, gradio\n"
        "from gradio.component_meta import ComponentMeta, create_or_modify_pyi as made\n"
        "print(made.__module__, isinstance(gradio.Button, ComponentMeta))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "article_qa.qa.web.gradio_import True\n"
