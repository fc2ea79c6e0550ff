using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Teams;

namespace Dispatch.Silo.Configuration;

/// <summary>This process's configuration: loaded from the journal at start, then folded from the change feed.</summary>
/// <remarks>Documents are folded in commit order here and in every other process, so all come to the same snapshot.</remarks>
public sealed class ConfigurationCache : IConfigurationSource
{
    private const int PageSize = 500;
    private static readonly string TeamPrefix = Team.Kind + "/";
    private const string EstablishedKind = "team-established.v1";
    private readonly IJournal journal;
    private readonly Lock gate = new();
    private readonly List<(DocumentRef Version, TaskCompletionSource Folded)> waiting = [];
    private volatile ConfigurationSnapshot current;

    /// <summary>A cache that holds nothing until it is loaded.</summary>
    /// <param name="journal">Where documents are published.</param>
    /// <param name="empty">Which kinds of documents there are.</param>
    public ConfigurationCache(IJournal journal, ConfigurationSnapshot empty) => (this.journal, current) = (journal, empty);

    /// <inheritdoc />
    public ConfigurationSnapshot Current => current;

    /// <summary>Reads everything that is published, without reading the whole journal.</summary>
    /// <returns>The sequence number up to which the snapshot holds: the feed goes on from there.</returns>
    public async Task<long> Load(CancellationToken cancellationToken = default)
    {
        var head = await journal.Head(cancellationToken);
        var teams = await journal.LoadAll(Team.Kind, cancellationToken);
        var events = new List<JournalEvent>();
        foreach (var document in await journal.LoadAll(PublishedDocument.Kind, cancellationToken))
            events.AddRange(await Events(document.Id, cancellationToken));
        // What was committed while reading comes by the feed, in its order.
        var published = events.Where(@event => @event.Seq <= head).OrderBy(@event => @event.Seq).ToList();
        lock (gate)
            current = Fold(teams.Aggregate(current.WithTeams(), Known), published);
        return head;
    }

    /// <inheritdoc />
    public Task CatchUp() => Load();

    /// <summary>Takes in a batch of the feed. A document seen before changes nothing.</summary>
    public void Take(IReadOnlyList<JournalEvent> batch)
    {
        if (!batch.Any(@event => IsDocument(@event) || IsTeam(current, @event)))
            return;
        lock (gate)
        {
            current = Fold(current, batch);
            foreach (var (_, folded) in waiting.Where(wait => IsKnown(wait.Version)))
                folded.TrySetResult();
            waiting.RemoveAll(wait => wait.Folded.Task.IsCompleted);
        }
    }

    /// <summary>Completes when a version that was just published has come by the feed, so that whoever published it sees it at once.</summary>
    public Task WaitFor(DocumentRef version, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (IsKnown(version))
                return Task.CompletedTask;
            var folded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((version, folded));
            return folded.Task.WaitAsync(cancellationToken);
        }
    }

    private bool IsKnown(DocumentRef version) =>
        current.Document(version) is not null || current.Faults.Exists(fault => fault.Document == version);

    private static ConfigurationSnapshot Fold(ConfigurationSnapshot snapshot, IEnumerable<JournalEvent> events) => events.Aggregate(snapshot, Fold);

    private static ConfigurationSnapshot Fold(ConfigurationSnapshot snapshot, JournalEvent @event)
    {
        if (IsTeam(snapshot, @event))
            return snapshot.WithTeam(@event.EntityId[TeamPrefix.Length..], TimeZoneIn(@event) ?? snapshot.TimeZoneOf(@event.EntityId[TeamPrefix.Length..]));
        return IsDocument(@event) && EventKinds.Of<ConfigurationEvent>().Read(@event.Kind, @event.Body.Span) is DocumentPublished published
            ? snapshot.With(published.Document())
            : snapshot;
    }

    private static bool IsDocument(JournalEvent @event) => @event.EntityId.StartsWith(PublishedDocument.Kind + "/", StringComparison.Ordinal);

    // Teams have many events; only the first of each makes it known, and only master data says where it is.
    private static bool IsTeam(ConfigurationSnapshot snapshot, JournalEvent @event) => @event.EntityId.StartsWith(TeamPrefix, StringComparison.Ordinal)
        && (TimeZoneIn(@event) is not null || !snapshot.Teams.Contains(@event.EntityId[TeamPrefix.Length..]));

    private static string? TimeZoneIn(JournalEvent @event) => @event.Kind == EstablishedKind
        && EventKinds.Of<TeamEvent>().Read(@event.Kind, @event.Body.Span) is TeamEstablished established ? established.TimeZone : null;

    private static ConfigurationSnapshot Known(ConfigurationSnapshot snapshot, StoredEntity team) =>
        snapshot.WithTeam(team.Id[TeamPrefix.Length..], JsonSerializer.Deserialize<Placed>(team.State.Span, DispatchJson.Stored)!.TimeZone);

    /// <summary>What the configuration wants to know of a team.</summary>
    private sealed record Placed(string? TimeZone);

    private async Task<List<JournalEvent>> Events(string id, CancellationToken cancellationToken)
    {
        var events = new List<JournalEvent>();
        while (await journal.ReadEntity(id, events.Count is 0 ? 0 : events[^1].Version, PageSize, cancellationToken) is { Count: > 0 } page)
            events.AddRange(page);
        return events;
    }
}
