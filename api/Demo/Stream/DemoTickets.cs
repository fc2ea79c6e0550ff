using Dispatch.Api.Access;
using Dispatch.Api.Demo.Company;
using Dispatch.Api.Hosting;
using Dispatch.Api.Tickets;

namespace Dispatch.Api.Demo.Stream;

/// <summary>Opens the demo company's tickets, at random moments around the rate asked for, through the same intake as the API.</summary>
public sealed partial class DemoTickets(
    DispatchOptions options, DemoDatabase demo, TicketIntake intake, TimeProvider time, ILogger<DemoTickets> log) : BackgroundService
{
    private static readonly Caller Channel = new("demo", "key:demo", DemoDatabase.Company, [Dispatch.Access.Role.Dispatcher], DemoTeams.Org, Language: null);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Demo || !demo.IsDemo || demo.City is not null || options.DemoRate <= 0)
            return;
        // Seeded by the clock: every start tells another day.
        var random = new Random((int)(time.GetUtcNow().ToUnixTimeMilliseconds() & int.MaxValue));
        while (!stoppingToken.IsCancellationRequested)
        {
            // Exponential gaps: tickets come independently of each other.
            await Task.Delay(TimeSpan.FromMinutes(-Math.Log(1 - random.NextDouble()) / options.DemoRate), time, stoppingToken);
            try
            {
                var taken = await intake.Take(DemoCases.Next(random), Channel, key: null, correlation: "demo", stoppingToken);
                if (taken.Problem is { } problem)
                    LogRefused(problem.Code);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
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
