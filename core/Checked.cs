using System.Diagnostics.CodeAnalysis;

namespace Dispatch;

/// <summary>What checking a document comes to: the checked value, or every fault found, each with its path.</summary>
public sealed class Checked<T> where T : class
{
    private Checked(T? value, IReadOnlyList<Rejection> rejections) => (Value, Rejections) = (value, rejections);

    /// <summary>The checked value; null when anything was refused.</summary>
    public T? Value { get; }

    /// <summary>All faults in document order; empty when there is a value.</summary>
    public IReadOnlyList<Rejection> Rejections { get; }

    /// <summary>Whether nothing was refused.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Value is not null;

    /// <summary>The value of a document that is known to be valid, such as one already published.</summary>
    /// <exception cref="InvalidOperationException">It is not valid after all.</exception>
    public T Required() => Value ?? throw new InvalidOperationException(
        $"{typeof(T).Name} is not valid: {string.Join("; ", Rejections.Select(rejection => $"{rejection.Code} at {rejection.Path}"))}.");

    /// <summary>A document without faults.</summary>
    public static Checked<T> Ok(T value) => new(value, []);

    /// <summary>A document with at least one fault.</summary>
    public static Checked<T> Refused(params IReadOnlyList<Rejection> rejections) => rejections.Count > 0
        ? new(null, rejections)
        : throw new ArgumentException("A refusal names at least one fault.", nameof(rejections));
}
