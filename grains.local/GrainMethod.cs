using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Dispatch.Grains.Local;

/// <summary>The result of a method that only completes.</summary>
internal readonly struct Nothing;

/// <summary>One method of a grain interface: how to call it and what its caller gets.</summary>
internal abstract class GrainMethod(MethodInfo method)
{
    public string Name => method.Name;

    /// <summary>Whether the caller does not wait for an answer.</summary>
    public bool OneWay { get; } = method.IsDefined(typeof(OneWayAttribute));

    protected MethodInfo Method => method;

    /// <exception cref="NotSupportedException">The engine cannot carry a call of this shape.</exception>
    public static GrainMethod Of(MethodInfo method)
    {
        var returns = method.ReturnType;
        var open = returns.IsGenericType ? returns.GetGenericTypeDefinition() : returns;
        if (open != typeof(Task) && open != typeof(Task<>) && open != typeof(ValueTask) && open != typeof(ValueTask<>))
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name} returns {returns}: grain methods return Task or ValueTask.");
        if (method.IsGenericMethodDefinition || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name} is generic or takes a reference: grain methods do not.");
        var result = returns.IsGenericType ? returns.GetGenericArguments()[0] : typeof(Nothing);
        return (GrainMethod)Activator.CreateInstance(typeof(GrainMethod<>).MakeGenericType(result), method)!;
    }

    /// <summary>Sends the call and returns the task of the method's own type.</summary>
    public abstract object Call(LocalEngine engine, ActivationId target, object?[]? arguments);
}

/// <inheritdoc />
internal sealed class GrainMethod<T>(MethodInfo method) : GrainMethod(method)
{
    private readonly MethodInvoker invoker = MethodInvoker.Create(method);
    private readonly bool returnsValueTask = method.ReturnType.IsValueType;
    private readonly Type?[] copied = [.. method.GetParameters().Select(parameter => CopiedAs(parameter.ParameterType))];

    public override object Call(LocalEngine engine, ActivationId target, object?[]? arguments)
    {
        var request = new GrainRequest<T>(engine, this, target, OneWay ? null : Turn.Current, arguments);
        request.Send();
        var answer = OneWay ? Task.FromResult<T>(default!) : request.Answer;
        if (!returnsValueTask)
            return answer;
        return typeof(T) == typeof(Nothing) ? new ValueTask(answer) : new ValueTask<T>(answer);
    }

    /// <summary>Calls the method on the grain itself.</summary>
    public ValueTask<T> Invoke(object grain, object?[]? arguments) => invoker.Invoke(grain, arguments.AsSpan()) switch
    {
        Task<T> task => new(task),
        ValueTask<T> task => task,
        Task { IsCompletedSuccessfully: true } or ValueTask { IsCompletedSuccessfully: true } => default,
        Task task => Complete(task),
        ValueTask task => Complete(task.AsTask()),
        _ => throw new InvalidOperationException($"{Method.DeclaringType}.{Name} of {grain.GetType().Name} returned null instead of a task."),
    };

    public object?[] Copy(object?[] arguments, JsonRoundTrip codec)
    {
        var copies = new object?[arguments.Length];
        for (var index = 0; index < arguments.Length; index++)
            copies[index] = copied[index] is { } declared ? codec.Copy(arguments[index], declared) : arguments[index];
        return copies;
    }

    // Tokens and references are not data: the engine carries them as they are.
    private static Type? CopiedAs(Type parameter) =>
        parameter == typeof(CancellationToken) || parameter.IsAssignableTo(typeof(IAddressable)) ? null : parameter;

    private static async ValueTask<T> Complete(Task task)
    {
        await task;
        return default!;
    }
}
