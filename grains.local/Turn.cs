namespace Dispatch.Grains.Local;

/// <summary>A piece of work that has an activation to itself from start to end, and a link in the chain of calls that wait for each other.</summary>
internal abstract class Turn(ActivationId target, Turn? caller)
{
    private static readonly AsyncLocal<Turn?> Ambient = new();

    /// <summary>The turn that the running code belongs to; null outside grains, and for reactions, which suppress the flow.</summary>
    public static Turn? Current => ExecutionContext.IsFlowSuppressed() ? null : Ambient.Value;

    public ActivationId Target { get; } = target;

    /// <summary>What runs, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The turn that waits for this one, or null.</summary>
    public Turn? Caller { get; } = caller;

    /// <summary>Whether it moves on to the next activation when this one ends before it could run.</summary>
    public virtual bool Survives => false;

    /// <summary>Whether it counts as use of the activation.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Runs to the end; never throws.</summary>
    public abstract Task Run(Activation activation);

    /// <summary>It will not run, or not to the end.</summary>
    public virtual void Abandon(Exception reason)
    {
    }

    public override string ToString() => $"{Target}.{Name}";

    /// <summary>Makes this the current turn of what the calling async method does next; the method's own caller does not see it.</summary>
    protected void Enter() => Ambient.Value = this;

    /// <summary>The chain from a turn of this grain down to this turn and back, when there is one.</summary>
    protected string? FindCycle()
    {
        for (var turn = Caller; turn is not null; turn = turn.Caller)
        {
            if (turn.Target != Target)
                continue;
            var chain = new List<string> { ToString() };
            for (var link = Caller!; link != turn; link = link.Caller!)
                chain.Add(link.ToString());
            chain.Add(turn.ToString());
            chain.Reverse();
            return string.Join(" → ", chain);
        }

        return null;
    }
}

/// <summary>The beginning or the end of an activation.</summary>
internal sealed class LifecycleTurn(ActivationId target, Turn? caller, string name, Func<Task> work) : Turn(target, caller)
{
    public override string Name => name;

    public Exception? Failure { get; private set; }

    public override async Task Run(Activation activation)
    {
        try
        {
            Enter();
            await work();
        }
        catch (Exception exception)
        {
            Failure = exception;
        }
    }
}
