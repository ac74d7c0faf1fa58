"""HTML to PDF in child processes: the caller never loads the PDF library, and a bomb ends without it."""

from common.pdf.renderer import Rendered, Renderer, RenderError, shared_renderer

__all__ = ["RenderError", "Rendered", "Renderer", "shared_renderer"]
