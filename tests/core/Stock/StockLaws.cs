using Dispatch.Stock;
using Dispatch.Tests.Core.Engineers;
using FsCheck;
using FsCheck.Fluent;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Stock;

public sealed class StockLaws
{
    private static readonly Gen<(int Seconds, StockCommand Command)> Steps =
        from seconds in Gen.Choose(0, 45)
        from kind in Gen.Choose(0, 11)
        from job in Gen.Choose(1, 6)
        from attempt in Gen.Choose(1, 2)
        from quantity in Gen.Choose(-1, 12)
        select (seconds, Command(kind, $"t{job}/w1", attempt, quantity));

    [Fact]
    public void No_sequence_of_commands_makes_anything_negative() =>
        Walk((_, item, _, _) => Assert.True(item is { OnHand: >= 0, Reserved: >= 0, Available: >= 0, UnderWay: >= 0 }, item.Json()));

    [Fact]
    public void What_is_on_hand_is_what_came_in_less_what_was_used_or_sent() =>
        Walk((before, item, command, _) =>
        {
            var change = command switch
            {
                ReceiveStock receive => receive.Quantity,
                UseStock use when !before.Uses.Contains(new(use.Job, use.Attempt)) => -use.Quantity,
                CountStock count => count.OnHand - before.OnHand,
                SendStock send => -send.Quantity,
                TakeStock take => Math.Max(0, (int)(take.Sent - before.ArrivalsFrom(take.From).Pieces)),
                _ => 0,
            };
            Assert.Equal(before.OnHand + change, item.OnHand);
        });

    [Fact]
    public void No_job_is_reserved_for_twice() => Walk((_, item, _, _) => Assert.Distinct(item.Reservations.Select(one => one.Job)));

    [Fact]
    public void Repeating_a_command_that_held_changes_nothing_but_a_delivery_or_a_dispatch() =>
        Walk((_, item, command, now) => Assert.True(command is ReceiveStock or SendStock || StockDecisions.Decide(item, command, now).Events is []));

    [Fact]
    public void Settling_a_batch_equals_deciding_one_by_one() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Steps)), steps =>
        {
            StockCommand[] commands = [.. steps.Select(step => step.Command)];
            var item = new StockItem("north", "fan");
            var settlement = StockDecisions.Settle(item, commands, At(9));
            var events = new List<DomainEvent>();
            foreach (var (command, refusal) in commands.Zip(settlement.Refusals))
            {
                var decision = StockDecisions.Decide(item, command, At(9));
                Assert.Equal(decision.Rejection?.Code, refusal?.Code);
                events.AddRange(decision.Events);
                item = decision.Events.Cast<StockEvent>().Aggregate(item, (state, @event) => state.Apply(@event));
            }
            Assert.Equal(events, settlement.Events);
        }).QuickCheckThrowOnFailure();

    private static void Walk(Action<StockItem, StockItem, StockCommand, DateTimeOffset> law) =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Steps, 40)), steps =>
        {
            var (item, now) = (new StockItem("north", "fan"), At(9));
            foreach (var (seconds, command) in steps)
            {
                now = now.AddSeconds(seconds);
                var decision = StockDecisions.Decide(item, command, now);
                if (decision.Rejection is not null)
                    continue;
                var next = decision.Events.Cast<StockEvent>().Aggregate(item, (state, @event) => state.Apply(@event)).Stored();
                law(item, next, command, now);
                item = next;
            }
        }).QuickCheckThrowOnFailure();

    private static StockCommand Command(int kind, string job, int attempt, int quantity) => kind switch
    {
        0 => new ReceiveStock(quantity),
        1 => new CountStock(quantity),
        2 or 3 or 4 => new HoldStock(job, attempt, quantity),
        5 => new ConfirmStock(job, attempt),
        6 => new ReleaseStock(job, attempt),
        7 => new UseStock(job, attempt, quantity),
        8 => new SendStock(job[..2], quantity),
        9 => new TakeStock(job[..2], quantity),
        10 => new NoteStockTaken(job[..2], quantity),
        _ => new CheckStock(),
    };
}
