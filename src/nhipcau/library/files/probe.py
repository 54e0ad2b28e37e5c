"""Run by `recordings.py` as `python -I probe.py FILE`: prints what MediaInfo says of the tracks, as JSON."""

from __future__ import annotations

import json
import sys

WANTED = ("track_type", "format", "duration", "width", "height", "file_size", "stream_size", "is_truncated")
MEMORY = 1_500_000_000
SECONDS = 20


def main(path: str) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the caller's time limit still holds
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from pymediainfo import MediaInfo

    tracks = [track.to_data() for track in MediaInfo.parse(path).tracks]
    for track in tracks:
        track["is_truncated"] = str(track.get("istruncated") or track.get("is_truncated") or "").lower() == "yes"
    sys.stdout.write(json.dumps([{name: track.get(name) for name in WANTED} for track in tracks]))


if __name__ == "__main__":
    main(sys.argv[1])
