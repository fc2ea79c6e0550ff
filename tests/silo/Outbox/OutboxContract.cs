using Dispatch.Grains.Journal;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Outbox;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Outbox;

/// <summary>What becomes of messages to the outside, on every database.</summary>
public abstract class OutboxContract : IDisposable
{
    private readonly VirtualTime time = new(Noon);
    private readonly OpenedJournal opened;
    private readonly Recorder channel = new();
    private readonly OutboxSender sender;

    protected OutboxContract(JournalOptions options)
    {
        opened = OpenedJournal.Open(options, time);
        sender = new(opened.Outbox, [channel], time, NullLogger<OutboxSender>.Instance);
    }

    public void Dispose()
    {
        opened.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task A_committed_message_is_sent_once_and_its_body_as_it_was_written()
    {
        await Leave(new OutboxMessage("m1", "test", Noon, Json("""{"to":"li"}""")));

        Assert.Equal((1, 0), (await sender.SendDue(), await sender.SendDue()));
        var sent = Assert.Single(channel.Sent);
        Assert.Equal(("m1", "ticket/1", """{"to":"li"}"""), (sent.Id, sent.EntityId, sent.Body.Text()));
    }

    [StorageFact]
    public async Task A_message_waits_for_its_instant_and_the_oldest_goes_first()
    {
        await Leave(
            new OutboxMessage("late", "test", Noon.AddMinutes(2), Json("{}")),
            new OutboxMessage("soon", "test", Noon.AddMinutes(1), Json("{}")));
        await sender.SendDue();
        Assert.Empty(channel.Sent);

        time.Advance(TimeSpan.FromMinutes(2));
        await sender.SendDue();
        Assert.Equal(["soon", "late"], channel.Sent.Select(message => message.Id));
    }

    [StorageFact]
    public async Task A_message_that_fails_is_tried_ever_more_rarely_and_holds_up_no_other()
    {
        channel.Fails = message => message.Id == "bad" && message.Attempts < 2;
        await Leave(new OutboxMessage("bad", "test", Noon, Json("{}")), new OutboxMessage("good", "test", Noon, Json("{}")));

        await sender.SendDue();
        Assert.Equal(["good"], channel.Sent.Select(message => message.Id));
        time.Advance(TimeSpan.FromSeconds(5));
        await sender.SendDue();
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, await sender.SendDue());
        time.Advance(TimeSpan.FromSeconds(5));
        await sender.SendDue();
        Assert.Equal(["good", "bad"], channel.Sent.Select(message => message.Id));
    }

    [StorageFact]
    public async Task A_message_that_nobody_takes_waits_for_somebody_who_does()
    {
        channel.Untaken = true;
        await Leave(new OutboxMessage("m1", "test", Noon, Json("{}")));
        await sender.SendDue();
        channel.Untaken = false;
        time.Advance(TimeSpan.FromSeconds(5));
        await sender.SendDue();
        Assert.Equal(["m1"], channel.Sent.Select(message => message.Id));
    }

    [StorageFact]
    public async Task A_message_before_its_time_waits_for_it_and_has_not_been_sent_in_vain()
    {
        channel.Opens = Noon.AddHours(20);
        await Leave(new OutboxMessage("m1", "test", Noon, Json("{}")));
        await sender.SendDue();
        Assert.Equal(new(1, 0, Noon.AddHours(20)), await opened.Backlog.Read());

        time.Advance(TimeSpan.FromHours(20) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await sender.SendDue());
        channel.Opens = null;
        time.Advance(TimeSpan.FromMilliseconds(1));
        await sender.SendDue();
        Assert.Equal([0], channel.Sent.Select(message => message.Attempts));
    }

    [StorageFact]
    public async Task A_message_that_is_withdrawn_is_forgotten()
    {
        channel.Withdraws = true;
        await Leave(new OutboxMessage("m1", "test", Noon, Json("{}")));
        await sender.SendDue();
        Assert.Equal(new(0, 0, null), await opened.Backlog.Read());
        Assert.Empty(channel.Sent);
    }

    [StorageFact]
    public async Task What_may_be_on_its_way_at_once_does_not_wait_for_one_another()
    {
        var crowd = new Crowd(3);
        await Leave([.. Enumerable.Range(1, 5).Select(n => new OutboxMessage($"m{n}", crowd.Name, Noon, Json("{}")))]);
        var together = new OutboxSender(opened.Outbox, [crowd], time, NullLogger<OutboxSender>.Instance);

        Assert.Equal(3, await together.SendDue().WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(2, (await opened.Backlog.Read()).Waiting);
    }

    [StorageFact]
    public async Task A_message_for_a_channel_that_nobody_registered_is_kept_for_whoever_will()
    {
        await Leave(new OutboxMessage("m1", "test", Noon, Json("{}")));
        await new OutboxSender(opened.Outbox, [], time, NullLogger<OutboxSender>.Instance).SendDue();
        Assert.Empty(channel.Sent);

        time.Advance(TimeSpan.FromSeconds(5));
        await sender.SendDue();
        Assert.Equal(["m1"], channel.Sent.Select(message => message.Id));
    }

    [StorageFact]
    public async Task Expired_keys_are_swept_and_the_others_stay()
    {
        await opened.Journal.Append(Commit("ticket/1", 0) with
        {
            Keys = [Key("old", expiresAt: Noon.AddDays(7)), Key("young", expiresAt: Noon.AddDays(8)), Key("eternal")],
        });

        Assert.Equal((1, 0), (await opened.Keys.Sweep(Noon.AddDays(7)), await opened.Keys.Sweep(Noon.AddDays(7))));
        Assert.Null(await opened.Journal.FindKey("key:shop", "old"));
        Assert.NotNull(await opened.Journal.FindKey("key:shop", "young"));
        Assert.NotNull(await opened.Journal.FindKey("key:shop", "eternal"));
    }

    private Task<long> Leave(params OutboxMessage[] messages) => opened.Journal.Append(Commit("ticket/1", 0) with { Outbox = messages });

    /// <summary>Lets nobody through before all are there.</summary>
    private sealed class Crowd(int size) : IOutboxChannel
    {
        private readonly TaskCompletionSource complete = new();
        private int there;

        public string Name => "crowd";

        public int AtOnce => size;

        public async Task<Delivery> Send(DueMessage message, CancellationToken cancellationToken)
        {
            if (++there == size)
                complete.SetResult();
            await complete.Task;
            return Delivery.Sent;
        }
    }

    private sealed class Recorder : IOutboxChannel
    {
        public string Name => "test";

        public List<DueMessage> Sent { get; } = [];

        public bool Untaken { get; set; }

        public Func<DueMessage, bool> Fails { get; set; } = _ => false;

        public DateTimeOffset? Opens { get; set; }

        public bool Withdraws { get; set; }

        public Task<Delivery> Send(DueMessage message, CancellationToken cancellationToken)
        {
            if (Fails(message))
                throw new InvalidOperationException("nobody there");
            if (Untaken || Withdraws)
                return Task.FromResult(Untaken ? Delivery.Untaken : Delivery.Withdrawn);
            if (Opens is { } opens)
                return Task.FromResult(Delivery.NotBefore(opens));
            Sent.Add(message);
            return Task.FromResult(Delivery.Sent);
        }
    }
}

public sealed class SqliteOutboxTests() : OutboxContract(new("Data Source=:memory:"));

[OnPostgres]
public sealed class PostgresOutboxTests() : OutboxContract(new(PostgresServer.Shared.CreateDatabase()));
