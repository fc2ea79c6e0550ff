namespace Orleans.Runtime;

/// <summary>Base of what the engine itself throws.</summary>
public class OrleansException : Exception
{
    /// <summary>Says what went wrong.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>Says what went wrong and because of what.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The engine did not take or did not finish a call.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }
}

/// <summary>The process that would have answered is gone. Whether the call took effect is unknown.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>Says why.</summary>
    public SiloUnavailableException(string msg)
        : base(msg)
    {
    }
}
