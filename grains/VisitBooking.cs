using System.Globalization;
using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Stock;
using Dispatch.Tickets;
using Dispatch.Zones;
using Orleans;

namespace Dispatch.Grains;

/// <summary>
/// One attempt at booking a visit: the zone proposes, stock and then an engineer's day hold, and the ticket records the
/// promise. Runs beside the ticket's turns and comes back to it with a command, so the ticket stays open for others.
/// </summary>
/// <remarks>
/// Every hold is keyed by job and attempt: running twice holds once, and what a crash leaves behind lapses. A run that
/// comes to nothing gives back unconfirmed holds only, because another run of the attempt may have booked meanwhile.
/// </remarks>
internal sealed class VisitBooking(IGrainFactory grains, Ticket ticket, WorkOrder order, DateTimeOffset now)
{
    private const int MostTries = 5;
    private const int MostLooks = 12;

    private readonly string key = $"{ticket.Id}/{order.Id}";

    /// <summary>Books, or records why nobody fits.</summary>
    public async Task Run()
    {
        if (Job.Of(ticket, order, now) is not { } job)
        {
            await Unassign([new("place", Job.WhyNone(ticket)!)]);
            return;
        }
        var planner = grains.GetGrain<IZoneGrain>($"{Zone.Kind}/{job.Zone}");
        var answer = await planner.Propose(job);
        var misfits = answer.Proposal.Others.Select(other => new Misfit(other.Engineer, other.Reason)).ToList();
        var candidates = answer.Proposal.Candidates.Take(MostTries).ToList();
        var warehouse = candidates.Count > 0 ? await HoldParts(answer, misfits) : null;
        if (warehouse is not null && await HoldDay(candidates, warehouse, misfits) is { } booking)
        {
            await Record(booking);
            return;
        }
        await Unassign(misfits);
        // A warehouse that is short tells by itself when parts come in.
        if (candidates.Count is 0 || warehouse is not null)
            await planner.Wait(job, answer.Seen);
    }

    /// <summary>Holds a place inside the order's window, parts and all, for a ticket that awaits it; null when there is none.</summary>
    /// <remarks>
    /// What was promised before stands until the ticket takes the new place: its parts stay where they are and change hands last.
    /// Whoever was quicker has left less, so another look at those who refused ends with a place or with none.
    /// </remarks>
    public async Task<Booking?> Promise(Job job)
    {
        var planner = grains.GetGrain<IZoneGrain>($"{Zone.Kind}/{job.Zone}");
        var refused = new List<Misfit>();
        for (var look = 0; look < MostLooks; look++)
        {
            var answer = await planner.Look(job, [.. refused.Select(misfit => misfit.Who)]);
            refused.Clear();
            var candidates = answer.Proposal.Candidates.Take(MostTries).ToList();
            if (candidates.Count is 0 || (order.Booking?.Warehouse ?? await HoldParts(answer, [])) is not { } warehouse)
                return null;
            if (await HoldDay(candidates, warehouse, refused) is not { } booking)
                continue;
            // A hold that has replaced the promise before it must lapse to be missed, so it is not dropped.
            return order.Booking?.Warehouse is null || await Hold(warehouse) is null ? booking : null;
        }
        return null;
    }

    /// <summary>The first warehouse that keeps every part for the job; empty when no parts are needed, null when none can.</summary>
    private async Task<string?> HoldParts(ZoneProposal answer, List<Misfit> misfits)
    {
        if (order.Parts.IsEmpty)
            return "";
        // Those that seem short are asked last: whoever was refused there is told when parts come in.
        foreach (var warehouse in answer.Warehouses.Concat(answer.ShortWarehouses.Select(each => each.Warehouse)))
        {
            if (await Hold(warehouse) is not { } refusal)
                return warehouse;
            misfits.Add(new(warehouse, refusal));
        }
        if (answer is { Warehouses: [], ShortWarehouses: [] })
            misfits.Add(new("warehouse", Rejection.Of(RejectionCode.ZoneWithoutWarehouse, ("zone", ticket.Facts!.Zone))));
        return null;
    }

    private async Task<Rejection?> Hold(string warehouse)
    {
        foreach (var part in order.Parts)
        {
            if (await StockOf(warehouse, part.Part, new HoldStock(key, order.Attempt, part.Quantity)) is Outcome.Rejected refused)
            {
                await ReleaseParts(warehouse);
                return refused.Rejection;
            }
        }
        return null;
    }

    /// <summary>Holds the cheapest candidate's day that still has room; null when none has, and then no parts are held either.</summary>
    private async Task<Booking?> HoldDay(IReadOnlyList<Candidate> candidates, string warehouse, List<Misfit> misfits)
    {
        foreach (var candidate in candidates)
        {
            if (await DayOf(grains, candidate.Engineer, candidate.Date).Hold(key, order.Attempt, candidate.Stop, Origin.System) is Outcome.Rejected refused)
            {
                misfits.Add(new(candidate.Engineer, refused.Rejection));
                continue;
            }
            return new(
                key, order.Attempt, candidate.Engineer, candidate.Date, candidate.Stop.Start, candidate.Stop.End,
                await AcceptBy(candidate), warehouse.Length > 0 ? warehouse : null);
        }
        await ReleaseParts(warehouse);
        return null;
    }

    private async Task Record(Booking booking)
    {
        if (await Tell(new RecordBooking(order.Id, booking)) is not Outcome.Rejected)
            return;
        // The ticket moved on meanwhile: nothing may stay held.
        await DayOf(grains, booking.Engineer, booking.Date).DropHold(key, order.Attempt, Origin.System);
        await ReleaseParts(booking.Warehouse ?? "");
    }

    private async Task<DateTimeOffset> AcceptBy(Candidate candidate)
    {
        var engineer = await grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{candidate.Engineer}").Describe();
        return OfferTime.AcceptBy(engineer?.State ?? Engineer.Initial(candidate.Engineer), now, candidate.Stop.Start);
    }

    private async Task ReleaseParts(string warehouse)
    {
        foreach (var part in order.Parts)
            if (warehouse.Length > 0)
                await StockOf(warehouse, part.Part, new ReleaseStock(key, order.Attempt, HeldOnly: true));
    }

    private Task Unassign(IEnumerable<Misfit> misfits) => Tell(new RecordMisfits(order.Id, order.Attempt, [.. misfits.Take(WorkOrder.MostMisfits)]));

    private Task<Outcome> Tell(TicketCommand command) =>
        grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket.Id}").Handle(command, Origin.System, []);

    private Task<Outcome> StockOf(string warehouse, string part, StockJobCommand command) => Settle(grains, warehouse, part, command);

    /// <summary>Requests, then settles: whoever settles first commits for all who have requested.</summary>
    public static async Task<Outcome> Settle(IGrainFactory grains, string warehouse, string part, StockJobCommand command)
    {
        var stock = grains.GetGrain<IStockGrain>($"{StockItem.Kind}/{warehouse}/{part}");
        await stock.Request(command);
        return await stock.Settle(command, Origin.System);
    }

    /// <summary>The day that holds a visit.</summary>
    public static IEngineerDayGrain DayOf(IGrainFactory grains, string engineer, DateOnly date) =>
        grains.GetGrain<IEngineerDayGrain>(string.Create(CultureInfo.InvariantCulture, $"{EngineerDay.Kind}/{engineer}/{date:yyyy-MM-dd}"));
}
