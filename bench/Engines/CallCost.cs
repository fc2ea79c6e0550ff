using System.Diagnostics;
using Dispatch.Grains;
using Dispatch.Silo.Cluster;
using Dispatch.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Dispatch.Bench;

/// <summary>Microseconds that a call costs which does nothing: a ticket that does not exist says so.</summary>
/// <param name="Plain">An awaited method of an object, through an interface: what a call costs without an engine.</param>
/// <param name="PlainAtOnce">The same by many callers at once: time passed for each of all calls.</param>
/// <param name="OneByOne">A grain call, each awaited before the next.</param>
/// <param name="AtOnce">Grain calls by many callers at once, each with a grain of its own: time passed for each of all calls.</param>
internal sealed record CallCost(double Plain, double PlainAtOnce, double OneByOne, double AtOnce)
{
    /// <summary>Callers at once.</summary>
    public const int Callers = 64;

    private const int CallsBetweenLooks = 100;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Measures this build's engine.</summary>
    /// <param name="data">Connection string of a PostgreSQL database without tickets.</param>
    /// <param name="role">Whether grains run in this process; otherwise another one runs them already.</param>
    /// <param name="span">How long each figure is measured.</param>
    public static async Task<CallCost> Measure(string data, ClusterRole role, TimeSpan span)
    {
        using var host = await EngineHost.Start(data, role);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var calls = Enumerable.Range(0, Callers).Select(n => new GrainCall(grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/nobody-{n}"))).ToArray();
        var plain = Enumerable.Range(0, Callers).Select(_ => new PlainCall(new PlainTicket())).ToArray();
        var cost = new CallCost(await Alone(plain[0], span), await Together(plain, span), await Alone(calls[0], span), await Together(calls, span));
        await host.StopAsync();
        return cost;
    }

    private static Task<double> Alone<TCall>(TCall call, TimeSpan span) where TCall : struct, ICall => Together([call], span);

    private static async Task<double> Together<TCall>(TCall[] calls, TimeSpan span) where TCall : struct, ICall
    {
        await Make(calls, WarmUp);
        return await Make(calls, span);
    }

    /// <summary>Each caller makes one call after the other for a while; returns the microseconds that passed for each of all calls.</summary>
    private static async Task<double> Make<TCall>(TCall[] calls, TimeSpan span) where TCall : struct, ICall
    {
        // One clock for all: calls that never wait keep a thread, and callers who come late because of that make few.
        var watch = Stopwatch.StartNew();
        var made = await Task.WhenAll(calls.Select(call => Task.Run(() => Make(call, watch, span))));
        return watch.Elapsed.TotalMicroseconds / made.Sum();
    }

    private static async Task<long> Make<TCall>(TCall call, Stopwatch watch, TimeSpan span) where TCall : struct, ICall
    {
        var made = 0L;
        do
        {
            for (var n = 0; n < CallsBetweenLooks; n++)
                await call.Make();
            made += CallsBetweenLooks;
        }
        while (watch.Elapsed < span);
        return made;
    }

    private interface ICall
    {
        Task Make();
    }

    private readonly record struct GrainCall(ITicketGrain Ticket) : ICall
    {
        public Task Make() => Ticket.Describe();
    }

    private readonly record struct PlainCall(IPlainTicket Ticket) : ICall
    {
        public Task Make() => Ticket.Describe();
    }

    private interface IPlainTicket
    {
        Task<Snapshot<Ticket>?> Describe();
    }

    private sealed class PlainTicket : IPlainTicket
    {
        public Task<Snapshot<Ticket>?> Describe() => Task.FromResult<Snapshot<Ticket>?>(null);
    }
}
