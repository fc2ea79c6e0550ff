namespace Dispatch.Stock;

/// <summary>What many commands to one part came to.</summary>
/// <param name="Events">To be committed at once.</param>
/// <param name="Refusals">One for each command in order; null where it was accepted.</param>
public sealed record StockSettlement(IReadOnlyList<StockEvent> Events, IReadOnlyList<Rejection?> Refusals);

/// <summary>What the commands to a part in a warehouse come to. Holds that are overdue lapse first, so a late wake-up is never seen.</summary>
public static class StockDecisions
{
    /// <summary>How long a hold waits for its confirmation, as the machine counts.</summary>
    public static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(60);

    // Keeps the snapshot of a part that everybody wants below the journal's limit.
    private const int MostReservations = 120;
    private const int MostPieces = 1_000_000;

    /// <summary>Decides many commands in order, each seeing what those before it left.</summary>
    /// <param name="holdFor">How long a hold waits for its confirmation; <see cref="HoldFor"/> when null.</param>
    public static StockSettlement Settle(StockItem item, IReadOnlyList<StockCommand> commands, DateTimeOffset now, TimeSpan? holdFor = null)
    {
        var events = new List<StockEvent>();
        var refusals = new List<Rejection?>(commands.Count);
        foreach (var command in commands)
        {
            var decision = Decide(item, command, now, holdFor);
            refusals.Add(decision.Rejection);
            foreach (var @event in decision.Events.Cast<StockEvent>())
            {
                events.Add(@event);
                item = item.Apply(@event);
            }
        }
        return new(events, refusals);
    }

    /// <summary>Decides one command.</summary>
    /// <inheritdoc cref="Settle" path="/param[@name='holdFor']" />
    public static Decision Decide(StockItem item, StockCommand command, DateTimeOffset now, TimeSpan? holdFor = null)
    {
        StockHoldLapsed[] lapsed = [.. item.Reservations.Where(one => one.ExpiresAt < now).OrderBy(one => one.ExpiresAt)
            .Select(one => new StockHoldLapsed(one.Job, one.Attempt, one.ExpiresAt!.Value, now))];
        var current = lapsed.Aggregate(item, (state, @event) => state.Apply(@event));
        var decision = DecideCurrent(current, command, now, holdFor ?? HoldFor);
        return decision.Rejection is null ? Decision.Accept([.. lapsed, .. decision.Events]) : decision;
    }

    private static Decision DecideCurrent(StockItem item, StockCommand command, DateTimeOffset now, TimeSpan holdFor) => command switch
    {
        DefineStock define => item.Org == define.Org ? Decision.Accept() : Decision.Accept(new StockDefined(define.Org)),
        ReceiveStock receive => receive.Quantity is < 1 or > MostPieces || item.OnHand > MostPieces - receive.Quantity
            ? Decision.Reject(Rejection.Of(RejectionCode.QuantityImpossible, ("quantity", receive.Quantity)).At("$.quantity"))
            : Decision.Accept(new StockReceived(receive.Quantity)),
        CountStock count => Count(item, count.OnHand),
        HoldStock hold => Hold(item, hold, now + holdFor),
        ConfirmStock confirm => Confirm(item, confirm),
        ReleaseStock release => item.Find(release.Job) is { } own && own.Attempt == release.Attempt && (own.ExpiresAt is not null || !release.HeldOnly)
            ? Decision.Accept(new StockReleased(release.Job, release.Attempt))
            : Decision.Accept(),
        UseStock use => Use(item, use),
        CheckStock => Decision.Accept(),
        SendStock send => Send(item, send),
        TakeStock take => Take(item, take),
        NoteStockTaken note => Math.Min(note.Taken, item.ShipmentsTo(note.To).Sent) - item.ShipmentsTo(note.To).Arrived is > 0 and var heard
            ? Decision.Accept(new StockHandedOver(note.To, (int)heard))
            : Decision.Accept(),
        _ => throw new NotSupportedException($"{command.GetType().Name} has no Decide."),
    };

    private static Decision Count(StockItem item, int onHand)
    {
        if (onHand is < 0 or > MostPieces)
            return Decision.Reject(Rejection.Of(RejectionCode.QuantityImpossible, ("quantity", onHand)).At("$.onHand"));
        if (onHand < item.Reserved)
            return Decision.Reject(Rejection.Of(RejectionCode.StockPromised, ("reserved", item.Reserved)).At("$.onHand"));
        return onHand == item.OnHand ? Decision.Accept() : Decision.Accept(new StockCounted(onHand));
    }

    private static Decision Hold(StockItem item, HoldStock hold, DateTimeOffset until)
    {
        if (hold.Quantity is < 1 or > MostPieces)
            return Decision.Reject(Rejection.Of(RejectionCode.QuantityImpossible, ("quantity", hold.Quantity)).At("$.quantity"));
        var held = new StockHeld(hold.Job, hold.Attempt, hold.Quantity, until);
        if (item.Find(hold.Job) is { } own)
        {
            if (own.Attempt == hold.Attempt && own.Quantity == hold.Quantity)
                return Decision.Accept();
            if (own.Attempt >= hold.Attempt)
                return Decision.Reject(RejectionCode.StockHeldAlready, ("quantity", own.Quantity));
            // A ticket that tries again has given its older attempt up, whether or not its release has come.
            return hold.Quantity > item.Available + own.Quantity
                ? Short(item, hold.Quantity)
                : Decision.Accept(new StockReleased(own.Job, own.Attempt), held);
        }
        if (hold.Quantity > item.Available)
            return Short(item, hold.Quantity);
        // The account of another warehouse weighs about half as much as a reservation.
        var most = MostReservations - ((item.Shipments.Count + item.Arrivals.Count) / 2);
        return item.Reservations.Count >= most
            ? Decision.Reject(RejectionCode.StockReservationsFull, ("most", most))
            : Decision.Accept(held);
    }

    private static Decision Confirm(StockItem item, ConfirmStock confirm) => item.Find(confirm.Job) switch
    {
        { } own when own.Attempt == confirm.Attempt =>
            own.ExpiresAt is null ? Decision.Accept() : Decision.Accept(new StockConfirmed(confirm.Job, confirm.Attempt)),
        _ => Decision.Reject(RejectionCode.StockHoldLapsed, ("part", item.Part), ("warehouse", item.Warehouse)),
    };

    private static Decision Use(StockItem item, UseStock use)
    {
        if (use.Quantity is < 0 or > MostPieces)
            return Decision.Reject(Rejection.Of(RejectionCode.QuantityImpossible, ("quantity", use.Quantity)).At("$.quantity"));
        if (item.Uses.Contains(new(use.Job, use.Attempt)))
            return Decision.Accept();
        var own = item.Find(use.Job)?.Quantity ?? 0;
        return use.Quantity > item.Available + own
            ? Short(item, use.Quantity)
            : Decision.Accept(new StockUsed(use.Job, use.Attempt, use.Quantity));
    }

    private static Decision Send(StockItem item, SendStock send)
    {
        if (send.Quantity < 1 || send.Quantity > MostPieces - item.UnderWay)
            return Decision.Reject(Rejection.Of(RejectionCode.QuantityImpossible, ("quantity", send.Quantity)).At("$.quantity"));
        if (send.To == item.Warehouse)
            return Decision.Reject(Rejection.Of(RejectionCode.StockSentNowhere, ("warehouse", item.Warehouse)).At("$.to"));
        return send.Quantity > item.Available
            ? Short(item, send.Quantity)
            : Decision.Accept(new StockSent(send.To, send.Quantity));
    }

    private static Decision Take(StockItem item, TakeStock take)
    {
        var arriving = take.Sent - item.ArrivalsFrom(take.From).Pieces;
        if (arriving <= 0)
            return Decision.Accept();
        // What does not fit stays under way, and is offered again.
        return arriving > MostPieces - item.OnHand
            ? Decision.Reject(Rejection.Of(RejectionCode.QuantityImpossible, ("quantity", arriving)))
            : Decision.Accept(new StockArrived(take.From, (int)arriving));
    }

    private static Decision Short(StockItem item, int needed) => Decision.Reject(
        RejectionCode.StockShort, ("part", item.Part), ("warehouse", item.Warehouse), ("needed", needed), ("available", item.Available));
}
