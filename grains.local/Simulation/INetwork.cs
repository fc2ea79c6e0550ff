namespace Dispatch.Grains.Local.Simulation;

/// <summary>Decides what becomes of messages between grains, so that a simulation can lose, delay and double them.</summary>
public interface INetwork
{
    /// <summary>What becomes of one call. Asked once for each, in the order in which they are made.</summary>
    /// <param name="target">Key of the grain that is called.</param>
    /// <param name="method">Name of the method.</param>
    /// <param name="caller">Key of the grain whose turn makes the call; null for reactions, the clock and whoever is outside.</param>
    Passage Of(string target, string method, string? caller);
}

/// <summary>What becomes of one call on its way there and back.</summary>
/// <param name="Delay">How long it is on its way.</param>
/// <param name="Lost">It never arrives: the caller waits until the response timeout.</param>
/// <param name="AnswerLost">It is carried out, but the caller waits until the response timeout.</param>
/// <param name="Again">When set, the grain gets it a second time, this long after the first; nobody hears the second answer.</param>
public readonly record struct Passage(TimeSpan Delay, bool Lost = false, bool AnswerLost = false, TimeSpan? Again = null)
{
    /// <summary>At once and once.</summary>
    public static Passage Smooth => default;
}
