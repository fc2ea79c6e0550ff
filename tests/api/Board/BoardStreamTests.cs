using Dispatch.Api.Board;
using Dispatch.Api.World;

namespace Dispatch.Tests.Api.Board;

public sealed class BoardStreamTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly BoardStream stream = new("company", "company@1", new(TimeZoneInfo.Utc));
    private BoardEngineer engineer = new("li", new("李", "Li"), EngineerPresence.OnShift, 1) { Place = new(121.5, 31.2) };

    [Fact]
    public void An_engineer_looked_at_again_is_sent_only_when_something_about_him_is_new()
    {
        Assert.Equal([engineer], Look());
        Assert.Null(Look());

        engineer = engineer with { Presence = EngineerPresence.OffShift, Place = new(121.5, 31.2) };
        Assert.Equal([engineer], Look());
    }

    [Fact]
    public void After_a_snapshot_every_engineer_counts_as_new_once()
    {
        Look();
        stream.ForgetEngineers();
        Assert.Equal([engineer], Look());
        Assert.Null(Look());
    }

    private IReadOnlyList<BoardEngineer>? Look()
    {
        stream.NoteEngineer("li");
        return stream.Take(Noon, _ => null, _ => null, _ => engineer)?.Engineers;
    }
}
