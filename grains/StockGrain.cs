using Dispatch.Grains.Journal;
using Dispatch.Stock;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="StockItem"/>. While one commit is under way requests queue up; the next settles them all at once.</summary>
public sealed class StockGrain(EntityContext context, IJobNews news) : EntityGrain<StockItem, StockEvent>(context), IStockGrain
{
    private static readonly TimeSpan KeysLive = TimeSpan.FromDays(7);

    // Whoever asks after this long was not waiting; his repeated command is decided again, which changes nothing.
    private static readonly TimeSpan AnswersLive = TimeSpan.FromSeconds(30);
    private const int MostShort = 1_000;

    private readonly List<StockJobCommand> requested = [];
    private readonly Dictionary<StockJobCommand, (Outcome Outcome, DateTimeOffset At)> answers = [];
    private readonly Queue<StockJobCommand> answered = new();
    private readonly Queue<HoldStock> shorts = new();
    private readonly HashSet<string> shortJobs = new(StringComparer.Ordinal);

    /// <inheritdoc />
    /// <remarks>A delivery adds each time it is booked, so the caller's idempotency key goes into the same commit.</remarks>
    public Task<Outcome> Handle(StockCommand command, Origin origin) =>
        Commit(StockDecisions.Decide(State, command, Now), origin, commit => commit with { Keys = KeysOf(origin) });

    /// <inheritdoc />
    public Task Request(StockJobCommand command)
    {
        requested.Add(command);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<Outcome> Settle(StockJobCommand command, Origin origin)
    {
        if (TakeAnswer(command) is { } known)
            return known;
        if (!requested.Contains(command))
            requested.Add(command);
        await SettleRequested(origin);
        return TakeAnswer(command)!;
    }

    /// <inheritdoc />
    public Task<Snapshot<StockItem>?> Describe() => Task.FromResult(Version is 0 ? null : new Snapshot<StockItem>(State, Version));

    /// <inheritdoc />
    protected override Decision DecideWake(DateTimeOffset now) => StockDecisions.Decide(State, new CheckStock(), now);

    /// <inheritdoc />
    protected override DateTimeOffset InstantOf(StockEvent @event, DateTimeOffset now) => @event is StockHoldLapsed lapsed ? lapsed.DueAt : now;

    /// <summary>Each warehouse that parts left for hears of them until it has booked them.</summary>
    protected override IEnumerable<Reaction> Pending(StockItem item) =>
        item.Shipments.Where(shipments => shipments.UnderWay > 0)
            .Select(shipments => new Reaction($"hand-over/{shipments.To}/{shipments.Sent}", () => GrainFactory.HandOver(item, shipments)));

    /// <summary>Jobs that were refused for want of pieces hear when there are enough again. Their tickets also try again by themselves.</summary>
    protected override void Committed(IReadOnlyList<StockEvent> events)
    {
        var available = State.Available;
        while (shorts.TryPeek(out var hold) && hold.Quantity <= available)
        {
            shorts.Dequeue();
            shortJobs.Remove(hold.Job);
            available -= hold.Quantity;
            using (ExecutionContext.SuppressFlow())
                _ = TellTicket(hold.Job);
        }
    }

    private async Task SettleRequested(Origin origin)
    {
        StockJobCommand[] commands = [.. requested];
        requested.Clear();
        var now = Now;
        var settlement = StockDecisions.Settle(State, commands, now, MachineWait(StockDecisions.HoldFor));
        var outcome = await Commit(Decision.Accept([.. settlement.Events]), origin);
        foreach (var (command, refusal) in commands.Zip(settlement.Refusals))
        {
            Remember(command, refusal is null ? outcome : new Outcome.Rejected(refusal), now);
            if (command is HoldStock hold && refusal?.Code == RejectionCode.StockShort)
                RememberShort(hold);
        }
    }

    private Outcome? TakeAnswer(StockJobCommand command) => answers.Remove(command, out var answer) ? answer.Outcome : null;

    private void Remember(StockJobCommand command, Outcome outcome, DateTimeOffset now)
    {
        while (answered.TryPeek(out var oldest) && (!answers.TryGetValue(oldest, out var answer) || answer.At < now - MachineWait(AnswersLive)))
        {
            answered.Dequeue();
            answers.Remove(oldest);
        }
        answers[command] = (outcome, now);
        answered.Enqueue(command);
    }

    private void RememberShort(HoldStock hold)
    {
        if (shorts.Count < MostShort && shortJobs.Add(hold.Job))
            shorts.Enqueue(hold);
    }

    private async Task TellTicket(string job)
    {
        try
        {
            await news.Retry(job);
        }
        catch (Exception exception)
        {
            Log.LogWarning(exception, "The ticket of {Job} did not hear that {Stock} is available again.", job, State.Part);
        }
    }

    private IReadOnlyList<IdempotencyKey> KeysOf(Origin origin) =>
        origin is { Key: { } key, BodyHash: { } hash } ? [new(origin.Actor, key, hash, Now + KeysLive)] : [];
}
