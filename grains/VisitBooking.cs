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

    private readonly string key = $"{ticket.Id}/{order.Id}";

    /// <summary>Books, or records why nobody fits.</summary>
    public async Task Run()
    {
        if (Job.Of(ticket, order, now) is not { } job)
        {
            await Unassign([new("place", Rejection.Of(RejectionCode.VisitPlaceUnknown))]);
            return;
        }
        var planner = grains.GetGrain<IZoneGrain>($"{Zone.Kind}/{job.Zone}");
        var answer = await planner.Propose(job);
        var misfits = answer.Proposal.Others.Select(other => new Misfit(other.Engineer, other.Reason)).ToList();
        var candidates = answer.Proposal.Candidates.Take(MostTries).ToList();
        var warehouse = candidates.Count > 0 ? await HoldParts(answer, misfits) : null;
        if (warehouse is not null && await HoldDay(candidates, warehouse, misfits))
            return;
        await Unassign(misfits);
        // A warehouse that is short tells by itself when parts come in.
        if (candidates.Count is 0 || warehouse is not null)
            await planner.Wait(job, answer.Seen);
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

    /// <summary>Holds the cheapest candidate's day that still has room; false when none has.</summary>
    private async Task<bool> HoldDay(IReadOnlyList<Candidate> candidates, string warehouse, List<Misfit> misfits)
    {
        foreach (var candidate in candidates)
        {
            var day = DayOf(grains, candidate.Engineer, candidate.Date);
            if (await day.Hold(key, order.Attempt, candidate.Stop, Origin.System) is Outcome.Rejected refused)
            {
                misfits.Add(new(candidate.Engineer, refused.Rejection));
                continue;
            }
            var booking = new Booking(
                key, order.Attempt, candidate.Engineer, candidate.Date, candidate.Stop.Start, candidate.Stop.End,
                await AcceptBy(candidate), warehouse.Length > 0 ? warehouse : null);
            if (await Tell(new RecordBooking(order.Id, booking)) is Outcome.Rejected)
            {
                // The ticket moved on meanwhile: nothing may stay held.
                await day.DropHold(key, order.Attempt, Origin.System);
                await ReleaseParts(warehouse);
            }
            return true;
        }
        await ReleaseParts(warehouse);
        return false;
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
