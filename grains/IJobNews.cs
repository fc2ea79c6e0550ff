namespace Dispatch.Grains;

/// <summary>How field work tells the ticket that owns a job what happened to it. Completing means that the ticket has heard; it may hear twice.</summary>
public interface IJobNews
{
    /// <summary>The engineer's day gave the visit of that attempt up.</summary>
    /// <param name="job"><c>{ticket}/{work order}</c>.</param>
    Task Lost(string job, int attempt);

    /// <summary>Something changed that may let somebody take the job, or supply it.</summary>
    Task Retry(string job);
}
