namespace Dispatch.Bench.Week;

/// <summary>What is going to happen, in order; what is due at the same instant happens in the order in which it was noted.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Number)> entries = new();
    private int noted;

    /// <summary>The instant at which the simulation is.</summary>
    public DateTimeOffset Now { get; private set; }

    public void At(DateTimeOffset instant, Action what) => entries.Enqueue(what, (instant, noted++));

    /// <summary>Lets everything happen until an instant.</summary>
    public void Run(DateTimeOffset until)
    {
        while (entries.TryPeek(out var what, out var when) && when.At < until)
        {
            entries.Dequeue();
            Now = when.At;
            what();
        }
    }
}
