namespace Dispatch.Planning.Solving;

/// <summary>
/// How little it counts that a plan leaves jobs out while the search is under way. From one tight plan to a better one there is often no other way than by plans in
/// which some job has no place; it counts the more, the more often it was the one without.
/// </summary>
/// <remarks>
/// What one job counts follows how many plans leave nobody out, as the penalties of T. Vidal et al., "A Hybrid Genetic Algorithm for Multidepot and Periodic Vehicle
/// Routing Problems", Operations Research 60(3), 2012; the weights are the absence counters of SISR. Never more than the job's price, and no plan is the best by it.
/// </remarks>
internal sealed class Leniency(Instance instance)
{
    // After so many rounds the price rises when less than this share of plans left nobody out, and falls when more did.
    private const int Period = 100;
    private const double Share = 0.5;
    private const double Stricter = 1.1;

    // The price begins at and stays between so many times what serving a job costs. Measured on Solomon's instances: dearer, and the search stands still again.
    private const double First = 5;
    private const double Least = 0.5;
    private const double Most = 20;

    // How often each job was left out is remembered for so many times, on average over the jobs.
    private const int Memory = 100;
    private readonly long[] counts = new long[instance.Jobs];
    private readonly double usual = UsualPrice(instance);
    private long counted;
    private double perJob;
    private double price;
    private int rounds;
    private int completed;

    /// <summary>Begins, with what serving a job costs on average.</summary>
    public void Begin(double costPerJob) => (perJob, price) = (costPerJob, costPerJob * First);

    /// <summary>How much less than its cost a plan counts.</summary>
    public long Of(List<int> absent)
    {
        var sum = 0L;
        foreach (var job in absent)
            sum += instance.Figures.Unserved[job] - (long)Math.Min(instance.Figures.Unserved[job], price * Weight(job));
        return sum;
    }

    /// <summary>A round is over.</summary>
    /// <param name="tried">Whom the plan that it tried leaves out.</param>
    /// <param name="complete">Whether the plan that the search goes on with leaves out no more than the best.</param>
    public void Note(List<int> tried, bool complete)
    {
        foreach (var job in tried)
            counts[job]++;
        counted += tried.Count;
        if (counted > (long)Memory * instance.Jobs)
            Forget();
        completed += complete ? 1 : 0;
        if (++rounds < Period)
            return;
        price = Math.Clamp(completed < Share * Period ? price * Stricter : price / Stricter, perJob * Least, perJob * Most);
        (rounds, completed) = (0, 0);
    }

    // Else it would take as long as all rounds before until a job that was hardly ever left out counts anything.
    private void Forget()
    {
        counted = 0;
        for (var job = 0; job < counts.Length; job++)
            counted += counts[job] /= 2;
    }

    // One on average for jobs of the usual price; dearer ones are as much dearer as they are.
    private double Weight(int job) => instance.Figures.Unserved[job] / usual * (counts[job] + 1.0) * instance.Jobs / (counted + instance.Jobs);

    private static double UsualPrice(Instance instance)
    {
        var prices = instance.Figures.Unserved.AsSpan(0, instance.Jobs).ToArray();
        Array.Sort(prices);
        return prices.Length > 0 ? Math.Max(1, prices[prices.Length / 2]) : 1;
    }
}
