using System.Collections.Concurrent;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Outbox;
using Dispatch.Tests.Shared;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Notices;

/// <summary>The demo company with a clock that can be set forward and an outbox that can forget what it sent.</summary>
public sealed class NoticeHost : ApiHost
{
    public AheadTime Time { get; } = new();

    /// <summary>Dies between sending and settling while told to, as a process may.</summary>
    public ForgetfulOutbox Outbox => (ForgetfulOutbox)Services.GetRequiredService<IOutbox>();

    protected override IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string> { ["demo"] = "on", ["demo-rate"] = "0" };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IOutbox>(provider => new ForgetfulOutbox(provider.GetRequiredService<OpenedJournal>().Outbox)));
    }
}

/// <summary>An outbox that forgets a message's first arrival where it is told to, so that it is sent again.</summary>
public sealed class ForgetfulOutbox(IOutbox outbox) : IOutbox
{
    private readonly ConcurrentDictionary<string, bool> seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> arrivals = new(StringComparer.Ordinal);

    /// <summary>Tickets whose messages arrive twice.</summary>
    public ConcurrentDictionary<string, bool> Twice { get; } = new(StringComparer.Ordinal);

    /// <summary>Completes when a message has been sent for the second time.</summary>
    public Task SentAgain(string message) => arrivals.GetOrAdd(message, _ => New()).Task.WaitAsync(TimeSpan.FromSeconds(20));

    public Task<IReadOnlyList<DueMessage>> Take(string channel, DateTimeOffset now, int limit, CancellationToken cancellationToken = default) =>
        outbox.Take(channel, now, limit, cancellationToken);

    public async Task Settle(IReadOnlyList<string> done, IReadOnlyList<PutOff> putOff, CancellationToken cancellationToken = default)
    {
        var first = done.Where(id => Twice.Keys.Any(ticket => id.StartsWith($"ticket/{ticket}@", StringComparison.Ordinal)) && seen.TryAdd(id, true)).ToList();
        await outbox.Settle([.. done.Except(first)], putOff, cancellationToken);
        foreach (var id in done.Except(first))
            arrivals.GetOrAdd(id, _ => New()).TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
