using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Grains;

/// <summary>News from the field, brought to the ticket that owns the job.</summary>
public sealed class JobNews(IGrainFactory grains) : IJobNews
{
    /// <inheritdoc />
    public Task Lost(string job, int attempt) => Tell(job, order => new LoseVisit(order, attempt));

    /// <inheritdoc />
    public Task Retry(string job) => Tell(job, order => new RetryBooking(order));

    private Task Tell(string job, Func<string, TicketCommand> command)
    {
        var slash = job.IndexOf('/', StringComparison.Ordinal);
        return grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{job[..slash]}").Handle(command(job[(slash + 1)..]), Origin.System, []);
    }
}
