using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Grains.Journal;
using Dispatch.Sla;
using Dispatch.Tickets;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="SlaRollout"/>: with each wake-up it tells the tickets of one page and notes the next.</summary>
/// <remarks>What would change is decided from the stored snapshot, so that only tickets that do change come to life. A page is noted before its tickets
/// are told: after a crash they are told again, which changes nothing more. The next page is looked through meanwhile.</remarks>
public sealed class SlaRolloutGrain(EntityContext context, TicketRulesSource rules, IOpenTickets open)
    : EntityGrain<SlaRollout, SlaRolloutEvent>(context), ISlaRolloutGrain
{
    /// <summary>Tickets of a page: their ids fit into the snapshot, and a page takes well under a call's time.</summary>
    private const int PageSize = 500;

    /// <summary>Tickets told at a time. Few, because intake goes on beside them and what comes in waits behind them; <c>bench -- rollout</c> shows both.</summary>
    private const int AtOnce = 4;

    private readonly IJournal journal = context.Journal;

    /// <summary>Versions of the tickets to be told, as they were when the page was noted; empty after a crash.</summary>
    private IReadOnlyDictionary<string, long> noted = new Dictionary<string, long>();

    /// <inheritdoc />
    public async Task<Outcome> Begin(DocumentRef document) =>
        await Commit(SlaRolloutDecisions.Begin(State, document, await open.Count(), Now), Origin.System);

    /// <inheritdoc />
    public override async Task Wake()
    {
        if (!State.GoesOn)
            await base.Wake();
        else if (Now >= State.NextPageAt)
            await GoOn();
    }

    private async Task GoOn()
    {
        var current = rules.Current;
        var document = State.Document!;
        if (current.Configuration.Document(document.Kind, document.Id) is { Version: var newest } && newest > document.Version
            || current.Configuration.Faults.Exists(fault => fault.Document == document))
        {
            await Commit(SlaRolloutDecisions.Supersede(Now), Origin.System);
            return;
        }
        // The document comes by the feed within a moment; the clock asks again.
        if (current.Configuration.Document(document) is null)
            return;
        var next = Look(current);
        var told = await Tell(State.Moving, current);
        var page = await next;
        if (!told)
            return;
        if (page.UpTo is null)
        {
            await Commit(SlaRolloutDecisions.EndOfPages(State, Now), Origin.System);
            return;
        }
        noted = page.Changing.ToDictionary(ticket => ticket.Id, ticket => ticket.Version, StringComparer.Ordinal);
        await Commit(
            SlaRolloutDecisions.Advance(
                State, page.UpTo, page.LookedAt, [.. page.Changing.Select(ticket => ticket.Id)],
                page.Changing.Count(ticket => ticket.Review.Moves), page.Changing.Count(ticket => ticket.Review.Breaches), Now),
            Origin.System);
    }

    /// <summary>Looks which tickets of the next page would change.</summary>
    private async Task<Page> Look(TicketRules current)
    {
        var places = await open.After(State.Cursor, PageSize);
        var changing = new List<ChangingTicket>();
        foreach (var place in places)
        {
            if (await Review(place.Ticket, current) is (var version, { } review))
                changing.Add(new(place.Ticket, version, review));
        }
        return new(places is [.., var last] ? last : null, places.Count, changing);
    }

    /// <summary>Tells the tickets of a page.</summary>
    /// <returns>Whether all have changed. One that lives in a process which has not heard of the document yet has not, and is told again.</returns>
    private async Task<bool> Tell(ImmutableArray<string> tickets, TicketRules current)
    {
        using var room = new SemaphoreSlim(AtOnce);
        var told = await Task.WhenAll(tickets.Select(ticket => Tell(ticket, current, room)));
        return told.All(each => each);
    }

    private async Task<bool> Tell(string ticket, TicketRules current, SemaphoreSlim room)
    {
        await room.WaitAsync();
        try
        {
            // Told before a crash, or by nobody knows whom: only one that would change comes to life.
            if (!noted.TryGetValue(ticket, out var before) && (await Review(ticket, current)).Review is null)
                return true;
            var outcome = await GrainFactory.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket}").Handle(new ReviewPolicy(), Cause, []);
            return (before > 0 && outcome is Outcome.Accepted { Version: var after } && after > before) || (await Review(ticket, current)).Review is null;
        }
        catch (Exception exception)
        {
            Log.LogWarning(exception, "Ticket {Ticket} could not be reviewed by {Rollout} and will be again.", ticket, Id);
            return false;
        }
        finally
        {
            room.Release();
        }
    }

    private Origin Cause => Origin.System with { Causation = $"{SlaRollout.Kind}/{Id}@{Version}" };

    private async Task<(long Version, PolicyReview? Review)> Review(string ticket, TicketRules current)
    {
        var stored = await journal.Load($"{Ticket.Kind}/{ticket}");
        return stored is null ? default : (stored.Version, PolicyReview.Of(JsonSerializer.Deserialize<Ticket>(stored.State.Span, DispatchJson.Stored)!, current, Now));
    }

    private sealed record Page(RolloutPlace? UpTo, int LookedAt, IReadOnlyList<ChangingTicket> Changing);

    private sealed record ChangingTicket(string Id, long Version, PolicyReview Review);
}
