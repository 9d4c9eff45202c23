"""A TCP port that leads to a unix socket: `python -m bench.relay ADDRESS PORT PATH`, for hosts of bench/hosts.py."""

import asyncio
import sys
from contextlib import suppress


async def relay(address: str, port: int, path: str) -> None:
    """Until it is ended."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, out = await asyncio.open_unix_connection(path)
        await asyncio.gather(_pour(reader, out), _pour(inner, writer))

    server = await asyncio.start_server(meet, address, port)
    async with server:
        await server.serve_forever()


async def _pour(source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            into.write(data)
            await into.drain()
    with suppress(OSError):
        into.close()


if __name__ == "__main__":
    asyncio.run(relay(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
