"""Run rasa_sdk actions inside the bot's process when no action server is named."""

from __future__ import annotations

import functools
import logging
from typing import Any, Optional

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

logger = logging.getLogger(__name__)


class InProcessEndpoint(EndpointConfig):
    """An action endpoint that calls the actions directly. Same JSON in and out as over HTTP."""

    def __init__(self, package: str) -> None:
        # The domain is large and no action of ours reads it.
        super().__init__(enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(
        self,
        method: str = "post",
        subpath: Optional[str] = None,
        content_type: Optional[str] = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Optional[Any]:
        """The action's events and responses."""
        result = await self._executor.run(kwargs["json"])
        return result if isinstance(result, dict) or result is None else result.dict()


@functools.lru_cache(maxsize=1)
def _endpoint() -> InProcessEndpoint:
    return InProcessEndpoint("actions")


_stock_init = RemoteAction.__init__


def _init(self: RemoteAction, name: str, action_endpoint: Optional[EndpointConfig]) -> None:
    _stock_init(self, name, action_endpoint or _endpoint())


def install() -> None:
    """From now on an action without an endpoint runs here instead of failing.

    Rasa has no setting for this, and `rasa run`, `rasa shell` and our own commands must behave alike
    (docs/decisions/0002-actions-in-process.md). An `action_endpoint` in endpoints.yml still wins.
    """
    RemoteAction.__init__ = _init
