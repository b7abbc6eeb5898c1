"""The HTTP API: files and jobs in, Reports out. Nothing is kept.

::

    request -> key, limits, place in the queue -> a worker process -> answer

`asking` is what a worker does for a request, `lanes` the worker processes, `app` the routes, `schema` their
description as OpenAPI 3.1.
"""

from analyzer.api.app import Settings, build

__all__ = ["Settings", "build"]
