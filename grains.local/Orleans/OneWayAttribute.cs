namespace Orleans.Concurrency;

/// <summary>The caller does not wait: its task is complete once the call is queued, and it hears of no failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
