"""What press, portal and magazine published, and what the communes' loudspeakers carried."""

from __future__ import annotations

from ingest.sample.employers import stream
from ingest.sample.figures import Quarter, World, poisson
from ingest.sample.sheet_draft import Spelled

# agency -> its channels: (kind, column or programme, items a quarter)
CHANNELS = {
    "BPTTH": (
        ("newspaper", "Lao động - Công đoàn", 26),
        ("radio", "Pháp luật và đời sống", 18),
        ("television", "Lào Cai - Quan hệ lao động", 12),
        ("online", "Chuyên mục Lao động", 40),
    ),
    "CTTDT": (("online", "Phổ biến pháp luật", 30), ("online", "Hỏi đáp chính sách", 9)),
    "TCVN": (("magazine", "Người lao động vùng cao", 6),),
}

# spoken programmes are broadcast in the languages of the highlands too
_LANGUAGES = {
    False: ("Tiếng Việt", "vi"),
    True: ("Tiếng Việt; tiếng Mông; tiếng Dao", "vi;hmong;dao"),
}


def media_rows(world: World, agency: str, quarter: Quarter) -> list[dict]:
    """One row a column or programme of an agency.

    Args:
        world: the figures.
        agency: BPTTH, CTTDT or TCVN.
        quarter: the quarter.
    """
    made = []
    for kind, name, mean in CHANNELS[agency]:
        draw = stream(world.seed, "media", agency, name, quarter.period)
        news, articles = poisson(draw, mean * 0.6), poisson(draw, mean * 0.3)
        features, clips = poisson(draw, mean * 0.05), poisson(draw, mean * 0.08)
        spoken = kind in ("radio", "television")
        items = news + articles + features + clips
        more = stream(world.seed, "new media", agency, name, quarter.period)
        pictures, podcasts = poisson(more, mean * 0.04), poisson(more, mean * 0.03)
        again = min(articles, poisson(more, mean * 0.06))
        made.append(
            {
                "media_kind": kind,
                "programme": name,
                "news": news,
                "articles": articles,
                "reports": features,
                "short_videos": clips,
                "infographics": pictures,
                "podcasts": podcasts,
                "republished": again,
                "language": Spelled(*_LANGUAGES[spoken]),
                "minutes": items * draw.randint(3, 6) if spoken else 0,
                "views": items * draw.randrange(200, 1800, 50),
            }
        )
    return made


def grassroots_row(world: World, code: str, quarter: Quarter) -> dict:
    """Loudspeakers, broadcasts and cultural places of a commune."""
    stock = stream(world.seed, "loudspeakers", code)
    draw = stream(world.seed, "broadcasts", code, quarter.period)
    town = world.places[code].unit_type == "phường"
    clusters = stock.randint(6, 24) if town else stock.randint(2, 14)
    broadcasts = poisson(draw, 14.0)
    activities = poisson(draw, 1.4)
    time = broadcasts * draw.randint(8, 15)
    # each commune keeps to its unit; in hours only what comes to whole ones
    unit = stream(world.seed, "unit of time", code).choices(("minute", "hour", "time"), (80, 12, 8))
    told = {"minute": time, "hour": round(time / 60), "time": broadcasts}[unit[0]]
    return {
        "commune": code,
        "speaker_clusters": clusters,
        "broadcasts": broadcasts,
        "broadcast_time": told,
        "broadcast_unit": unit[0],
        "culture_houses": stock.randint(0, 3),
        "sports_grounds": stock.randint(0, 2),
        "activity_points": stock.randint(0, 2),
        "activities": activities,
        "activity_attendances": sum(draw.randint(25, 180) for _ in range(activities)),
    }
