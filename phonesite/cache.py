"""Redis as a cache that may die: a dead one is a miss and a line in the log, never an error page."""

import logging
from time import monotonic

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

PAUSE_S = 2


class FaultTolerantRedisClient(RedisCacheClient):
    """Answers a failure as a miss, then leaves Redis alone for a moment so that pages do not queue at its timeout.

    What is deleted or set meanwhile is lost, so keys must name the version of what they hold.
    """

    paused_until = 0.0  # shared by all threads of the process

    def attempt(self, action, *args, otherwise):
        if monotonic() < FaultTolerantRedisClient.paused_until:
            return otherwise
        try:
            return action(*args)
        except RedisError as error:
            FaultTolerantRedisClient.paused_until = monotonic() + PAUSE_S
            log.warning("Redis does not answer; serving without it for %s s: %s", PAUSE_S, error)
            return otherwise

    def add(self, key, value, timeout):
        return self.attempt(super().add, key, value, timeout, otherwise=False)

    def get(self, key, default):
        return self.attempt(super().get, key, default, otherwise=default)

    def set(self, key, value, timeout):
        return self.attempt(super().set, key, value, timeout, otherwise=None)

    def touch(self, key, timeout):
        return self.attempt(super().touch, key, timeout, otherwise=False)

    def delete(self, key):
        return self.attempt(super().delete, key, otherwise=False)

    def get_many(self, keys):
        return self.attempt(super().get_many, keys, otherwise={})

    def has_key(self, key):
        return self.attempt(super().has_key, key, otherwise=False)

    def incr(self, key, delta):
        value = self.attempt(super().incr, key, delta, otherwise=None)
        if value is None:
            raise ValueError(f"Key {key!r} not found.")  # what every cache says of a missing key
        return value

    def set_many(self, data, timeout):
        return self.attempt(super().set_many, data, timeout, otherwise=None)

    def delete_many(self, keys):
        return self.attempt(super().delete_many, keys, otherwise=None)

    def clear(self):
        return self.attempt(super().clear, otherwise=False)


class FaultTolerantRedisCache(RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = FaultTolerantRedisClient
