using Dispatch.Api.Access;
using Dispatch.Api.Demo.Company;
using Dispatch.Api.Hosting;
using Dispatch.Api.Tickets;
using Dispatch.Silo.Cluster;

namespace Dispatch.Api.Demo.Stream;

/// <summary>Opens the demo company's tickets, at random moments around the rate asked for, through the same intake as the API.</summary>
public sealed partial class DemoTickets(
    DispatchOptions options, DemoDatabase demo, TicketIntake intake, Turns turns, TimeProvider time, ILogger<DemoTickets> log) : BackgroundService
{
    private static readonly Caller Channel = new("demo", "key:demo", DemoDatabase.Company, [Dispatch.Access.Role.Dispatcher], DemoTeams.Org, Language: null);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Demo || !demo.IsDemo || demo.City is not null || options.DemoRate <= 0)
            return;
        // Many hosts make one stream.
        await turns.Keep("demo tickets", time, Run, stoppingToken);
    }

    private async Task Run(CancellationToken cancellationToken)
    {
        // Seeded by the clock: every start tells another day.
        var random = new Random((int)(time.GetUtcNow().ToUnixTimeMilliseconds() & int.MaxValue));
        while (!cancellationToken.IsCancellationRequested)
        {
            // Exponential gaps: tickets come independently of each other.
            await Task.Delay(TimeSpan.FromMinutes(-Math.Log(1 - random.NextDouble()) / options.DemoRate), time, cancellationToken);
            try
            {
                var taken = await intake.Take(DemoCases.Next(random), Channel, key: null, correlation: "demo", cancellationToken);
                if (taken.Problem is { } problem)
                    LogRefused(problem.Code);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A demo ticket was refused: {Code}.")]
    private partial void LogRefused(string code);

    [LoggerMessage(LogLevel.Warning, "A demo ticket could not be opened.")]
    private partial void LogFailed(Exception fault);
}
