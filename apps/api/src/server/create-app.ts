import express, { type Express } from 'express';
import { identifyCaller } from '../access/identify-caller.ts';
import { createByteRouter } from '../bytes/create-byte-router.ts';
import type { Services } from '../services.ts';
import { createTrpcHandler } from '../trpc/create-trpc-handler.ts';
import { countTraffic } from './count-traffic.ts';
import { healthRoute } from './health-route.ts';
import { logRequest } from './log-request.ts';
import { metricsRoute } from './metrics-route.ts';
import { refuseForeignOrigin } from './refuse-foreign-origin.ts';
import { nameRequest } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';
import { answerError, answerNotFound } from './send-error.ts';
import { timeRequest } from './time-request.ts';
import { serveWebApp } from './web-app.ts';

/** What belongs to programs: an unknown address below it is an error in JSON, never a page. */
const programPaths = ['/trpc', '/audio', '/stems', '/commits', '/health', '/metrics'];
const callerPaths = ['/trpc', '/audio', '/stems', '/commits'];

/** The whole server as one Express app. */
export function createApp(services: Services): Express {
  const { config, logger, metrics } = services;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.proxies);
  app.set('query parser', 'simple');

  app.use(nameRequest, logRequest(logger), timeRequest(metrics), countTraffic(metrics), securityHeaders(config));
  app.get('/health', healthRoute(services));
  app.get('/metrics', metricsRoute(services));
  app.use(callerPaths, refuseForeignOrigin(config), identifyCaller(services));
  app.use('/trpc', createTrpcHandler(services));
  app.use(createByteRouter(services));
  app.use(programPaths, answerNotFound);
  app.use(serveWebApp(services));
  app.use(answerNotFound, answerError(logger));
  return app;
}
