using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Feed;
using Dispatch.Tickets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Outcomes;

/// <summary>Writes down how promises came out, a moment behind the commits and never inside them, in one process of a cluster at a time.</summary>
/// <remarks>A ticket's outcomes are read off its whole history each time, so writing them again, or twice at once, comes to the same.</remarks>
public sealed partial class OutcomeRecorder(
    ChangeFeed feed, IJournal journal, SqlOutcomes outcomes, TicketRulesSource rules, Turns turns, TimeProvider time, ILogger<OutcomeRecorder> log) : BackgroundService
{
    private const int Page = 500;

    /// <summary>How many events may pass that decide nothing before the position is written all the same.</summary>
    private const int EventsBetweenPositions = 10_000;

    /// <summary>Tickets written in one transaction, and the time that is left to commits before the next: reports wait, deadlines do not.</summary>
    private const int TicketsAtOnce = 32;

    /// <inheritdoc cref="TicketsAtOnce" />
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    private static readonly Dictionary<string, IReadOnlyList<SlaOutcome>> NoTickets = [];
    private static readonly string TicketPrefix = $"{Ticket.Kind}/";
    private static readonly EventKinds Kinds = EventKinds.Of<TicketEvent>();
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long recorded;

    /// <summary>The sequence number up to which every outcome is written.</summary>
    public long Recorded => Interlocked.Read(ref recorded);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await turns.Keep("outcomes", time, Follow, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(failure);
                await Task.Delay(Pause, time.OfMachine(), stoppingToken);
            }
        }
    }

    private async Task Follow(CancellationToken cancellationToken)
    {
        var written = await outcomes.Position(cancellationToken);
        await foreach (var batch in feed.Read(written, cancellationToken))
        {
            var position = batch[^1].Seq;
            var decided = batch.Where(Decides).Select(stored => stored.EntityId[TicketPrefix.Length..]).Distinct(StringComparer.Ordinal).ToList();
            foreach (var some in decided.Chunk(TicketsAtOnce))
            {
                await outcomes.Write(await Read(some, cancellationToken), position: null, cancellationToken);
                await Task.Delay(Breath, time.OfMachine(), cancellationToken);
            }
            if (decided.Count > 0 || position - written >= EventsBetweenPositions)
                await outcomes.Write(NoTickets, written = position, cancellationToken);
            Interlocked.Exchange(ref recorded, position);
            // Behind a flood many tickets are decided more than once: what has gathered meanwhile is written once.
            if (decided.Count > 0 && batch.Count < ChangeFeed.BatchLimit)
                await Task.Delay(Pause, time.OfMachine(), cancellationToken);
        }
    }

    private static bool Decides(JournalEvent stored) =>
        stored.EntityId.StartsWith(TicketPrefix, StringComparison.Ordinal) && TicketOutcomes.MayDecide(stored.Kind)
        && Kinds.Read(stored.Kind, stored.Body.Span) is TicketEvent @event && TicketOutcomes.Decides(@event);

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<SlaOutcome>>> Read(IReadOnlyList<string> tickets, CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, IReadOnlyList<SlaOutcome>>(StringComparer.Ordinal);
        foreach (var ticket in tickets)
            if (await Of(ticket, await HistoryOf(ticket, cancellationToken), cancellationToken) is { } known)
                read.Add(ticket, known);
        return read;
    }

    /// <summary>The outcomes of a ticket; null where they cannot be read here, which holds up one ticket and not the report.</summary>
    private async Task<IReadOnlyList<SlaOutcome>?> Of(string ticket, IReadOnlyList<TicketEvent> history, CancellationToken cancellationToken)
    {
        try
        {
            return TicketOutcomes.Of(ticket, history, rules.Current.Sla);
        }
        catch (Exception)
        {
            // Configuration comes by the same feed, a moment before or after; nothing else that fails here is cured by waiting, nor made worse.
            await Task.Delay(Pause, time.OfMachine(), cancellationToken);
        }
        try
        {
            return TicketOutcomes.Of(ticket, history, rules.Current.Sla);
        }
        catch (Exception failure)
        {
            LogUnread(failure, ticket);
            return null;
        }
    }

    private async Task<IReadOnlyList<TicketEvent>> HistoryOf(string ticket, CancellationToken cancellationToken)
    {
        var (history, version) = (new List<TicketEvent>(), 0L);
        while (await journal.ReadEntity(TicketPrefix + ticket, version, Page, cancellationToken) is { Count: > 0 } events)
        {
            // A kind that only a newer process knows is passed over here; it is that process that writes then, or this one once it is renewed.
            history.AddRange(events.Select(stored => Kinds.Read(stored.Kind, stored.Body.Span)).OfType<TicketEvent>());
            version = events[^1].Version;
            if (events.Count < Page)
                break;
        }
        return history;
    }

    [LoggerMessage(LogLevel.Warning, "Outcomes of promises could not be written and will be tried again.")]
    private partial void LogFailure(Exception failure);

    [LoggerMessage(LogLevel.Error, "Reports leave out ticket {Ticket}: its history cannot be read here, or a version of a calendar that counted for it is not known.")]
    private partial void LogUnread(Exception failure, string ticket);
}
