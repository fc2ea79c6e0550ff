namespace Dispatch.Planning.Solving;

/// <summary>How much dearer a plan may be to be gone on with: less and less as the search goes on.</summary>
/// <remarks>Simulated annealing by a threshold drawn each time. It starts from what the average job costs, so that prices and distances of any size do.</remarks>
internal sealed class Acceptance
{
    private const double Hottest = 1;
    private const double Coldest = 0.03;
    private double temperature;

    /// <summary>Sets how far the search has got.</summary>
    /// <param name="perJob">What serving a job costs on average.</param>
    /// <param name="progress">From 0 to 1.</param>
    public void Cool(double perJob, double progress) => temperature = perJob * Hottest * Math.Pow(Coldest / Hottest, progress);

    /// <summary>Whether to go on with a plan.</summary>
    public bool Takes(long cost, long current, ref Dice dice) => cost < current - temperature * Math.Log(1 - dice.Unit());
}
