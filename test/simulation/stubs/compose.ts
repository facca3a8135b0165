/** In the simulation the environment of an object is already what compose would make of it. */
export const objectPorts = <Env>(env: Env): Env => env;
