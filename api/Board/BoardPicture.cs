using System.Globalization;
using System.Security.Cryptography;
using Dispatch.Access;
using Dispatch.Api.Feeds;
using Dispatch.Api.Hosting;
using Dispatch.Api.Teams;
using Dispatch.Api.Tickets;
using Dispatch.Api.World;
using Dispatch.Api.Zones;
using Dispatch.Grains.Journal;

namespace Dispatch.Api.Board;

/// <summary>All tickets that are not over, in memory, and the streams of the boards that look at them.</summary>
/// <remarks>Changed rows are read again, one query for a whole batch of events, so the picture needs no rules of its own.</remarks>
public sealed class BoardPicture : IFeedFollower, ITeamQueues, ITicketNumbers
{
    private const int TickerLength = 50;
    private static readonly TimeSpan Recent = TimeSpan.FromHours(24);
    private static readonly TimeSpan StreamLife = TimeSpan.FromMinutes(5);

    /// <summary>How often engineers are looked at again, because shifts begin and end and days pass without any event.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<string, TicketRow> live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TicketRow> recent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BoardStream> streams = new(StringComparer.Ordinal);
    private readonly Queue<(string Org, TickerItem Item)> ticker = new();
    private readonly Dictionary<string, int> waiting = new(StringComparer.Ordinal);
    private readonly ITicketRows rows;
    private readonly WorldPicture world;
    private readonly EventTexts texts;
    private readonly TimeProvider time;
    private readonly TimeZoneInfo zone;
    // A board that comes from another host, or from before a restart, must not take a stream for the one that it knows.
    private readonly string epoch = RandomNumberGenerator.GetHexString(12, lowercase: true);
    private long begun;
    private long lookedAt;

    /// <summary>An empty picture; the feed's reader builds it.</summary>
    public BoardPicture(ITicketRows rows, WorldPicture world, EventTexts texts, Positions positions, DispatchOptions options, TimeProvider time)
    {
        (this.rows, this.world, this.texts, this.time, zone) = (rows, world, texts, time, options.TimeZone);
        positions.Moved += NoteEngineer;
    }

    /// <inheritdoc />
    public int WaitingOf(string team)
    {
        lock (gate)
            return waiting.GetValueOrDefault(team);
    }

    /// <inheritdoc />
    public string? Find(string ticket)
    {
        lock (gate)
            return live.GetValueOrDefault(ticket)?.Number;
    }

    /// <inheritdoc />
    public async Task Build(CancellationToken cancellationToken)
    {
        var open = await rows.ReadOpen(cancellationToken);
        var young = await rows.ReadRecent(time.Now() - Recent, cancellationToken);
        lock (gate)
        {
            live.Clear();
            recent.Clear();
            streams.Clear();
            waiting.Clear();
            foreach (var row in young.Where(row => !BoardCounts.IsLive(row)))
                recent[row.Id] = row;
            foreach (var row in open)
                Put(row);
        }
    }

    /// <inheritdoc />
    public async Task Follow(IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken)
    {
        const string prefix = "ticket/";
        var ids = events.Where(each => each.EntityId.StartsWith(prefix, StringComparison.Ordinal))
            .Select(each => each.EntityId[prefix.Length..]).ToHashSet(StringComparer.Ordinal);
        var changed = ids.Count > 0 ? await rows.Read(ids, cancellationToken) : [];
        lock (gate)
        {
            foreach (var row in changed)
                Replace(row);
            foreach (var each in events)
                Note(each);
            // Of a flood only the newest lines will be seen, so only those are put into words.
            foreach (var each in events.Where(EventTexts.IsNews).TakeLast(TickerLength))
            {
                if (texts.TickerOf(each, live.GetValueOrDefault(each.EntityId[prefix.Length..])) is { } item)
                    NoteTicker(each.Org, item);
            }
        }
    }

    /// <summary>The next delta of every stream that has one.</summary>
    public IReadOnlyList<(string Scope, BoardDelta Delta)> TakeDeltas(EngineerViews engineers)
    {
        var now = time.Now();
        lock (gate)
        {
            if (time.OfMachine().GetElapsedTime(lookedAt) >= LookAgain)
            {
                lookedAt = time.OfMachine().GetTimestamp();
                foreach (var id in world.Engineers.Keys)
                    NoteEngineerLocked(id);
            }
            var deltas = new List<(string, BoardDelta)>();
            foreach (var stream in streams.Values.ToList())
            {
                if (now - stream.UsedAt > time.WhileMachineWaits(StreamLife))
                    streams.Remove(stream.Scope);
                else if (stream.Take(now, live.GetValueOrDefault, id => TeamOf(id, stream.Scope), id => EngineerOf(id, stream.Scope, engineers)) is { } delta)
                    deltas.Add((stream.Scope, delta));
            }
            return deltas;
        }
    }

    /// <summary>Name of a scope's stream.</summary>
    public string StreamName(string scope)
    {
        lock (gate)
            return StreamOf(scope).Name;
    }

    /// <summary>Where a scope's stream stands.</summary>
    public Heartbeat Beat(string scope)
    {
        lock (gate)
        {
            var stream = StreamOf(scope);
            return new(stream.Name, stream.Seq, time.Now()) { Speed = time.SpeedIfPaced() };
        }
    }

    /// <summary>The deltas that a board missed, or null when it needs a snapshot.</summary>
    public IReadOnlyList<BoardDelta>? Since(string scope, BoardPosition position)
    {
        lock (gate)
            return StreamOf(scope).Since(position);
    }

    /// <summary>All that a board of a scope shows.</summary>
    public BoardSnapshot Snapshot(string scope, EngineerViews engineers)
    {
        lock (gate)
        {
            var (stream, now) = (StreamOf(scope), time.Now());
            stream.ForgetEngineers();
            return new(
                stream.Name, stream.Seq, now,
                [.. Urgency.First(live.Values.Where(row => OrgPath.Holds(scope, row.Org)), BoardStream.MaxRows).Select(BoardTicket.Of)],
                stream.Totals(now),
                [.. world.Teams.Keys.Order(StringComparer.Ordinal).Select(id => TeamOf(id, scope)).OfType<BoardTeam>()],
                [.. world.Engineers.Keys.Order(StringComparer.Ordinal).Select(id => EngineerOf(id, scope, engineers)).OfType<BoardEngineer>()],
                ZoneRoutes.Within(world, scope),
                [.. ticker.Where(each => OrgPath.Holds(scope, each.Org)).Select(each => each.Item)])
            {
                Speed = time.SpeedIfPaced(),
            };
        }
    }

    private BoardStream StreamOf(string scope)
    {
        if (!streams.TryGetValue(scope, out var stream))
        {
            stream = streams[scope] = new(scope, string.Create(CultureInfo.InvariantCulture, $"{scope}@{epoch}-{++begun}"), new BoardCounts(zone));
            foreach (var row in live.Values.Concat(recent.Values).Where(row => OrgPath.Holds(scope, row.Org)))
                stream.Count(row);
        }
        stream.UsedAt = time.Now();
        return stream;
    }

    private void Replace(TicketRow row)
    {
        var before = live.GetValueOrDefault(row.Id);
        if (before?.Version > row.Version)
            return;
        Forget(before);
        Put(row);
        foreach (var stream in streams.Values.Where(stream => OrgPath.Holds(stream.Scope, row.Org)))
            stream.Note(row.Id, before, row);
    }

    private void Put(TicketRow row)
    {
        if (!BoardCounts.IsLive(row))
        {
            recent[row.Id] = row;
            return;
        }
        live[row.Id] = row;
        foreach (var step in row.Waiting)
            waiting[step.Team] = waiting.GetValueOrDefault(step.Team) + 1;
    }

    private void Forget(TicketRow? row)
    {
        if (row is null)
            return;
        live.Remove(row.Id);
        foreach (var step in row.Waiting)
            waiting[step.Team] = waiting.GetValueOrDefault(step.Team) - 1;
    }

    private void Note(JournalEvent @event)
    {
        var slash = @event.EntityId.IndexOf('/');
        var (kind, id) = slash < 0 ? ("", "") : (@event.EntityId[..slash], @event.EntityId[(slash + 1)..]);
        if (kind == "team")
            NoteTeam(id);
        else if (kind is "engineer" or "engineer-day")
            NoteEngineerLocked(id.Split('/')[0]);
    }

    private void NoteTeam(string id)
    {
        foreach (var stream in streams.Values)
            stream.NoteTeam(id);
    }

    private void NoteEngineer(string id)
    {
        lock (gate)
            NoteEngineerLocked(id);
    }

    private void NoteEngineerLocked(string id)
    {
        foreach (var stream in streams.Values)
            stream.NoteEngineer(id);
    }

    private void NoteTicker(string org, TickerItem item)
    {
        ticker.Enqueue((org, item));
        if (ticker.Count > TickerLength)
            ticker.Dequeue();
        foreach (var stream in streams.Values.Where(stream => OrgPath.Holds(stream.Scope, org)))
            stream.Note(item);
    }

    private BoardTeam? TeamOf(string id, string scope) =>
        world.Teams.TryGetValue(id, out var team) && team.Name is not null && OrgPath.Holds(scope, team.Org)
            ? new(id, team.Name, waiting.GetValueOrDefault(id), team.Members.Sum(member => member.Load), team.Members.Length,
                team.Members.Count(member => member.Present), team.Members.Where(member => member.Present).Sum(member => member.Capacity))
            : null;

    private BoardEngineer? EngineerOf(string id, string scope, EngineerViews engineers)
    {
        if (!world.Engineers.TryGetValue(id, out var engineer) || engineer.Profile is not { } profile || !OrgPath.Holds(scope, profile.Org))
            return null;
        var view = engineers.Of(engineer);
        return new(id, view.Name, view.Presence, view.Load)
        {
            Place = view.Position is { } position ? new(position.Longitude, position.Latitude) : BoardTicket.About(profile.Home),
            Next = view.Next,
        };
    }
}
